import { useState } from 'preact/hooks'
import { request } from '../api/call.ts'
import { texts } from '../texts.ts'
import { type ImportProgress, importLines, type LineResult } from './import-lines.ts'
import { readUtf8 } from './read-utf8.ts'

export interface ImportFileProps {
  readonly base: string
  readonly onDone: () => void
}

/** A file of lines onto the list, with progress and what was refused. */
export const ImportFile = ({ base, onDone }: ImportFileProps) => {
  const [progress, setProgress] = useState<ImportProgress>()
  const [problem, setProblem] = useState('')
  const [isReading, setReading] = useState(false)
  const send = async (lines: readonly string[]): Promise<readonly LineResult[]> => {
    const headers = { 'content-type': 'application/x-ndjson' }
    const body = lines.map(line => `${line}\n`).join('')
    const reply = await request(`${base}/batch`, { method: 'POST', headers, body })
    return (await reply.text())
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as LineResult)
  }
  const read = async (file: File | undefined) => {
    if (!file) return
    setProblem('')
    setProgress(undefined)
    setReading(true)
    try {
      const text = await readUtf8(file)
      if (text === undefined) return setProblem(texts.lists.notUtf8)
      const { lines } = await importLines(text, send, setProgress)
      if (lines === 0) setProblem(texts.lists.nothingIn)
    } catch (error) {
      setProblem(texts.lists.cutOff((error as Error).message))
    } finally {
      setReading(false)
      onDone()
    }
  }
  return (
    <section class="panel form">
      <label>
        {texts.lists.importFile}
        <input
          type="file"
          accept=".ndjson,.jsonl,.txt,application/x-ndjson"
          disabled={isReading}
          // The same file chosen again, once it is mended, is no change otherwise.
          onClick={event => {
            event.currentTarget.value = ''
          }}
          onChange={event => void read(event.currentTarget.files?.[0])}
        />
        <small>{texts.lists.importHint}</small>
      </label>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {progress && (
        <>
          <progress
            aria-label={texts.lists.importing(progress.done, progress.lines)}
            value={progress.done}
            max={progress.lines}
          />
          <p role="status">
            {progress.done < progress.lines
              ? texts.lists.importing(progress.done, progress.lines)
              : texts.lists.imported(progress.taken, progress.refusedCount)}
          </p>
        </>
      )}
      {progress && progress.refused.length > 0 && (
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{texts.lists.line}</th>
              <th scope="col">{texts.lists.problem}</th>
            </tr>
          </thead>
          <tbody>
            {progress.refused.map(({ line, problem: what }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
