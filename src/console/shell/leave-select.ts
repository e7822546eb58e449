/** Gives the page its keys back once a mouse has chosen; whoever came by keyboard may go on choosing. */
export const leaveByMouse = (select: HTMLSelectElement): void => {
  if (!select.matches(':focus-visible')) select.blur()
}

/** Gives the page its keys back with Esc. */
export const leaveByKey = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
  if (event.key === 'Escape') event.currentTarget.blur()
}
