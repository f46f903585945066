/**
 * The views that have a place of their own: order of the rail and of the menu, where Ctrl+1 opens the first.
 * A label's `&` stands before the letter that opens it in an open menu.
 */
export const mainViews = [
  { id: 'runs', title: 'Runs', label: '&Runs' },
  { id: 'new', title: 'New run', label: 'N&ew run' },
  { id: 'queue', title: 'Queue', label: '&Queue' },
  { id: 'compare', title: 'Compare', label: '&Compare' },
  { id: 'explore', title: 'Explore', label: 'E&xplore' },
  { id: 'sheets', title: 'Sheets', label: '&Sheets' },
  { id: 'datasets', title: 'Datasets', label: '&Datasets' },
] as const;

export type ViewId = (typeof mainViews)[number]['id'];
