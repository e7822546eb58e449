import { parseArgs } from 'node:util'

/** What a run of `npm run quality` was asked to do. */
export interface QualityArguments {
  readonly plan: Plan
  readonly seed: number
  /** Whether anything but pairs and transliterations is measured. */
  readonly measuresLists: boolean
  readonly asserts: boolean
  readonly updatesBaseline: boolean
  readonly json: boolean
  readonly ofac: string | undefined
  readonly un: string | undefined
  readonly negatives: string | undefined
  readonly pairs: readonly string[]
  readonly transliterations: readonly string[]
}

/** How much is measured. */
export interface Plan {
  readonly sizes: readonly number[]
  /** Listed persons asked for with each kind of difference. */
  readonly perKind: number
  readonly strangers: number
  /** Listed persons that the baselines compare with, one by one. */
  readonly compared: number
  /** Searches in which the index is held to comparing with everybody. */
  readonly oracle: number
  /** Listed documents among which numbers with one wrong character are asked for. */
  readonly documents: readonly number[]
  /** Sizes up to which synthetic persons fill real lists. */
  readonly filledTo: readonly number[]
}

/** Enough for CI, for a change of the model, or for publication. */
export const plans = {
  slice: {
    sizes: [5000],
    perKind: 80,
    strangers: 10_000,
    compared: 1000,
    oracle: 60,
    documents: [1000, 20_000],
    filledTo: [20_000]
  },
  usual: {
    sizes: [5000, 20_000],
    perKind: 150,
    strangers: 10_000,
    compared: 2000,
    oracle: 60,
    documents: [1000, 20_000, 100_000],
    filledTo: [20_000]
  },
  full: {
    sizes: [20_000, 100_000, 1_000_000],
    perKind: 300,
    strangers: 50_000,
    compared: 20_000,
    oracle: 200,
    documents: [1000, 20_000, 100_000, 1_000_000],
    filledTo: [20_000, 100_000]
  }
} as const satisfies Readonly<Record<string, Plan>>

/** Shown by `--help`, and with every problem of usage. */
export const qualityUsage = `npm run quality -- [options]
  How many listed persons are found, by what differs, and how many strangers are alarmed; on people who do not exist and on the files that
  are given. The same seed gives the same figures.

  --slice                  what CI runs: one small list
  --full                   20,000, 100,000 and 1,000,000 listed persons; takes long
  --sizes N,N              listed persons, instead of the plan's
  --strangers N            travellers who are not listed, instead of the plan's
  --seed N                 another seed than 2611
  --ofac PATH              OFAC's list (sdn.csv, its companion files beside it), aliases held out
  --un PATH                the UN's list (XML), aliases held out
  --negatives FILE         strangers with the columns full_name and date_of_birth, asked of those lists
  --pairs FILE             pairs of names: CSV with the columns name_a, name_b and expected (match or no_match; also yes/no, true/false,
                           1/0). Alone: only this is measured. May be given several times
  --transliterations FILE  tab-separated: a Latin word, and the letters of the same word in another script with blanks between them.
                           Found is a pair that, as two names of one word, reaches the policy's nameThreshold. Alone: only this
  --assert                 exit code 1 when a figure is worse than loadtest/quality/baseline.json tolerates
  --update-baseline        write the figures that were measured into that file
  --json                   one JSON object on standard output instead of tables
  --help                   this text`

/** Reads the command line, or says what is wrong with it. */
export const readQualityArguments = (
  argv: readonly string[]
): QualityArguments | { readonly problem: string } | { readonly help: true } => {
  const given = parse(argv[0] === '--' ? argv.slice(1) : argv)
  if ('problem' in given) return given
  const { values } = given
  if (values.help) return { help: true }
  const sizes = values.sizes?.split(',').map(Number)
  const strangers = values.strangers === undefined ? undefined : Number(values.strangers)
  const seed = Number(values.seed)
  const problem = [
    values.slice && values.full && 'either --slice or --full',
    sizes?.some(size => !isCount(size)) && '--sizes takes whole numbers, separated by commas',
    strangers !== undefined && !isCount(strangers) && '--strangers takes a whole number',
    !Number.isSafeInteger(seed) && '--seed takes a whole number',
    values.negatives !== undefined &&
      values.ofac === undefined &&
      values.un === undefined &&
      '--negatives are asked of a real list: give --ofac or --un'
  ].find(found => typeof found === 'string')
  if (problem !== undefined) return { problem }
  const { ofac, un, negatives, pairs = [], transliterations = [] } = values
  const plan: Plan = plans[values.full ? 'full' : values.slice ? 'slice' : 'usual']
  return {
    plan: { ...plan, ...(sizes && { sizes }), ...(strangers !== undefined && { strangers }) },
    seed,
    measuresLists:
      pairs.length + transliterations.length === 0 ||
      values.slice ||
      values.full ||
      values.assert ||
      values['update-baseline'] ||
      [values.sizes, ofac, un].some(each => each !== undefined),
    asserts: values.assert,
    updatesBaseline: values['update-baseline'],
    json: values.json,
    ofac,
    un,
    negatives,
    pairs,
    transliterations
  }
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        slice: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        sizes: { type: 'string' },
        strangers: { type: 'string' },
        seed: { type: 'string', default: '2611' },
        ofac: { type: 'string' },
        un: { type: 'string' },
        negatives: { type: 'string' },
        pairs: { type: 'string', multiple: true },
        transliterations: { type: 'string', multiple: true },
        assert: { type: 'boolean', default: false },
        'update-baseline': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0
