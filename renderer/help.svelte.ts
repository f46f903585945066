/** Which of the window's two sheets of help is open. */
class Help {
  shortcutsOpen = $state(false);
  termsOpen = $state(false);
}

export const help = new Help();
