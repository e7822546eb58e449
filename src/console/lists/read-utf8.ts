/** The text of a file; undefined where it is not UTF-8: names with letters replaced would list somebody else. */
export const readUtf8 = async (file: Blob): Promise<string | undefined> => {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
