import { jsonForXml, xmlText } from './xml';

/** Of our own elements in SVG and XMP. */
export const sheetNamespace = 'https://cvae-workbench.org/ns/sheet';

/** Metadata as PDF has them (XMP, ISO 16684-1): title, creator, and the provenance of a sheet. */
export function xmpPacket({
  title,
  creator,
  provenance,
}: {
  readonly title: string;
  readonly creator: string;
  readonly provenance: string;
}): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:cvae="${sheetNamespace}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xmlText(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>${xmlText(creator)}</xmp:CreatorTool>
<cvae:sheet>${jsonForXml(provenance)}</cvae:sheet>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}
