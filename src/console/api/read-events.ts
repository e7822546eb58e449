/** One server-sent event. */
export interface ServerEvent {
  readonly id: string
  readonly event: string
  readonly data: string
}

/**
 * Reads server-sent events from text as it comes. Takes any cut between chunks; hands back the events that are complete
 * and keeps the rest. Comments, such as heartbeats, are left out.
 */
export const createEventReader = () => {
  let rest = ''
  return (chunk: string): readonly ServerEvent[] => {
    const blocks = `${rest}${chunk}`.replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap(block => {
      const event = field(block, 'event')
      return event === undefined
        ? []
        : [{ event, id: field(block, 'id') ?? '', data: field(block, 'data') ?? '' }]
    })
  }
}

const field = (block: string, name: string) => {
  const values = block
    .split('\n')
    .filter(line => line.startsWith(`${name}:`))
    .map(line => line.slice(name.length + 1).replace(/^ /, ''))
  return values.length > 0 ? values.join('\n') : undefined
}
