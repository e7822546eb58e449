import { useState } from 'preact/hooks'
import type { ScreeningReply } from '../../domain/screening.ts'
import type { Traveller } from '../../domain/traveller.ts'
import { call } from '../api/call.ts'
import type { SessionView } from '../api/views.ts'
import { HitPanel } from '../case/hit-panel.tsx'
import { travellerFacts, travellerName } from '../case/traveller-text.ts'
import { Field } from '../shell/field.tsx'
import { texts } from '../texts.ts'
import { emptyForm, type SearchForm, toTraveller } from './to-traveller.ts'

type Result = { readonly reply: ScreeningReply; readonly traveller: Traveller }

/** Screening by hand: a purpose, a description, an answer with its reasons. */
export const SearchPage = ({ session }: { readonly session: SessionView }) => {
  const { purposes } = session
  const [purpose, setPurpose] = useState(purposes.length === 1 ? (purposes[0] ?? '') : '')
  const [form, setForm] = useState<SearchForm>(emptyForm)
  const [result, setResult] = useState<Result>()
  const [problem, setProblem] = useState('')
  const [isAsking, setAsking] = useState(false)
  const field = (name: keyof SearchForm) => ({
    label: texts.search[name],
    value: form[name],
    onValue: (value: string) => setForm({ ...form, [name]: value })
  })
  const screen = async () => {
    setAsking(true)
    forget()
    const traveller = toTraveller(form)
    await call<ScreeningReply>('POST', '/v1/screenings', { purpose, traveller }).then(
      reply => setResult({ reply, traveller }),
      (error: Error) => setProblem(error.message)
    )
    setAsking(false)
  }
  /** An answer about somebody else must not stand beside who is asked about next. */
  const forget = () => {
    setResult(undefined)
    setProblem('')
  }
  const empty = () => {
    setForm(emptyForm)
    forget()
  }
  return (
    <div class="page">
      <h1>{texts.search.title}</h1>
      <form
        class="panel form"
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          void screen()
        }}
      >
        <p class="muted">{texts.search.lead}</p>
        <div class="fields">
          <label>
            {texts.search.purpose}
            <select
              required
              value={purpose}
              onChange={event => setPurpose(event.currentTarget.value)}
            >
              <option value="">{texts.search.choosePurpose}</option>
              {purposes.map(one => (
                <option key={one} value={one}>
                  {one.replaceAll('_', ' ')}
                </option>
              ))}
            </select>
          </label>
          <label class="wide">
            {texts.search.mrz}
            <textarea
              class="mrz"
              rows={3}
              spellcheck={false}
              value={form.mrz}
              onInput={event => setForm({ ...form, mrz: event.currentTarget.value })}
            />
            <small>{texts.search.mrzHint}</small>
          </label>
          <Field {...field('family')} dir="auto" />
          <Field {...field('given')} dir="auto" />
          <Field {...field('full')} dir="auto" />
          <Field
            {...field('birthDate')}
            hint={texts.search.birthDateHint}
            pattern="\d{4}(-\d{2}(-\d{2})?)?"
          />
          <label>
            {texts.search.sex}
            <select
              value={form.sex}
              onChange={event => setForm({ ...form, sex: event.currentTarget.value })}
            >
              <option value="">–</option>
              {Object.entries(texts.search.sexes).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <Field {...field('nationality')} hint={texts.search.countryHint} />
          <Field {...field('number')} />
          <Field {...field('issuer')} hint={texts.search.countryHint} />
        </div>
        {problem && (
          <p role="alert" class="notice bad">
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="primary" disabled={isAsking}>
            {texts.search.screen}
          </button>
          <button type="button" onClick={empty} disabled={isAsking}>
            {texts.search.clear}
          </button>
        </div>
      </form>
      <section aria-live="polite" aria-label={texts.search.resultLabel}>
        {result && <Answer {...result} />}
      </section>
    </div>
  )
}

const Answer = ({ reply, traveller }: Result) => (
  <div class="form">
    <div class="panel">
      <h2>
        <bdi>{travellerName(traveller)}</bdi> <small>{travellerFacts(traveller)}</small>
      </h2>
      <p class={`decision ${reply.decision}`}>{texts.search.decisions[reply.decision]}</p>
      <p class="muted">{texts.search.facts(reply.listVersion, reply.policyVersion)}</p>
      {[...reply.degraded, ...reply.warnings].map(warning => (
        <p key={warning} class="notice">
          {warning}
        </p>
      ))}
      {reply.caseId && <a href={`/cases/${reply.caseId}`}>{texts.search.openCase}</a>}
    </div>
    {reply.hits.map(hit => (
      <HitPanel key={`${hit.list} ${hit.entryId}`} hit={hit} traveller={traveller} />
    ))}
  </div>
)
