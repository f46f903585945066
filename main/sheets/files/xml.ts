const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Control characters, halves of characters and what is no character: XML 1.0 allows them nowhere, not even escaped. */
const forbidden = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** A text for an element or an attribute; what XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (character) => entities[character]!);
}

/** JSON as the text of an element: nothing in it is lost. */
export function jsonForXml(json: string): string {
  return xmlText(json.replace(/[\ufffe\uffff]/g, (character: string) => `\\u${hex(character)}`));
}

/** The text that `xmlText` made an element's of. Other entities stay as they are: none is ever expanded. */
export function textOfXml(xml: string): string {
  // The ampersand last, or what it begins would be taken for an entity.
  return Object.entries(entities)
    .toReversed()
    .reduce((text, [character, entity]) => text.replaceAll(entity, character), xml);
}

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');
