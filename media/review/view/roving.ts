/** Arrow keys, Home and End go through the buttons of a group, which is one stop of Tab. Set as `keydown` on the group. */
export function roveThroughGroup(event: KeyboardEvent): void {
  const group = event.currentTarget as HTMLElement;
  const buttons = [...group.querySelectorAll<HTMLButtonElement>("button")].filter(({ disabled }) => !disabled);
  const index = buttons.findIndex((button) => button === event.target);
  const after = buttons[index + 1] ?? buttons[0];
  const before = buttons[index - 1] ?? buttons.at(-1);
  const target = {
    ArrowRight: after,
    ArrowDown: after,
    ArrowLeft: before,
    ArrowUp: before,
    Home: buttons[0],
    End: buttons.at(-1),
  }[event.key];
  if (index === -1 || target === undefined) {
    return;
  }
  event.preventDefault();
  for (const button of buttons) {
    button.tabIndex = button === target ? 0 : -1;
  }
  target.focus();
}
