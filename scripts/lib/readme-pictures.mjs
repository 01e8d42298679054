/** The pictures that stand in README.md: names of pages, and in which look each is shown. */
export const README_PICTURES = {
  'plan-board': 'light',
  'lead-room': 'dark',
  'search-found': 'light',
  today: 'phone',
};
