/** An adapter opened for one test. */
export interface Opened<Port> {
  readonly port: Port
  /** Closes it and opens it again on what it has kept. */
  reopen(): Promise<Port>
  close(): Promise<void>
}

/** Opens the adapter on something empty. */
export type Open<Port> = () => Promise<Opened<Port>>
