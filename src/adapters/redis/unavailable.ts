/** The code of errors that mean: the shared view can't be reached, or what was asked of it got no answer; try again. */
export const viewUnavailableCode = 'VIEW_UNAVAILABLE'

/** The code of errors that mean: the shared view is not the one that the caller knows; begin again from what it holds now. */
export const viewReplacedCode = 'VIEW_REPLACED'

/** An error that says that the shared view gave no answer; HTTP answers it with 503. */
export const viewUnavailable = (cause?: unknown): Error =>
  Object.assign(new Error('the shared view can not be reached: try again shortly', { cause }), {
    code: viewUnavailableCode,
    statusCode: 503
  })

/** An error that says that the shared view was emptied, rolled back or moved on by another node; nothing was stored. */
export const viewReplaced = (): Error =>
  Object.assign(new Error('the shared view is not the one that was read: begin again'), {
    code: viewReplacedCode
  })

/** Gives what Redis gives; whatever it fails with comes as `viewUnavailable`, with its cause. */
export const asked = async <T>(reply: Promise<T>): Promise<T> => {
  try {
    return await reply
  } catch (error) {
    throw viewUnavailable(error)
  }
}
