/** The look of the form in steps with which a department tells of its mailing. */
export const DEPARTMENT_RULES = `
.steps { margin: 0 0 1.5rem; }
.steps p { margin: 0; }
.steps progress { display: block; width: 100%; max-width: 36rem; height: .5rem; accent-color: var(--action); }
.steps ol { margin: .25rem 0 0; }
.steps [aria-current] { font-weight: 600; }
.answers { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; justify-content: space-between; margin-top: 2.25rem; }
.answers h2 { margin: 0 0 .5rem; }
fieldset > legend + .field { margin-top: .5rem; }
q { font-style: italic; }
`;
