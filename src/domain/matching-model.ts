import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const weight = Type.Number()
// The index is searched by the most that these can add.
const favour = Type.Number({ minimum: 0 })
const doubt = Type.Number({ maximum: 0 })
const cost = Type.Number({ minimum: 0 })
const share = Type.Number({ minimum: 0, maximum: 1 })
const weights = <Key extends string>(...keys: readonly Key[]) =>
  Type.Object(
    Object.fromEntries(keys.map(key => [key, weight])) as Record<Key, typeof weight>,
    strict
  )

/** The matching model as the policy file holds it: natural-log likelihood weights, prior and work limits. */
export const MatchingModel = Type.Object(
  {
    version: Type.String({ minLength: 1 }),
    prior: Type.Object(
      {
        listedShare: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
        growth: Type.Number({ minimum: 1, maximum: 3 }),
        leastPersons: Type.Integer({ minimum: 1 }),
        step: Type.Number({ exclusiveMinimum: 0, maximum: 2 })
      },
      strict
    ),
    nameThreshold: share,
    name: Type.Object(
      {
        decay: Type.Array(share, { minItems: 1 }),
        complete: weight,
        contained: weight,
        contradiction: weight,
        furtherContradiction: weight,
        resembling: weight,
        initialDiffers: weight,
        extraTravellerWord: weight,
        extraListedWord: weight,
        oneWordOnly: weight,
        respelled: Type.Object(
          { unknown: cost, unvocalised: cost, related: cost, variant: cost, otherName: cost },
          strict
        ),
        swapped: weight,
        crossed: weight,
        partReordered: doubt,
        weakAlias: weight,
        differs: weight,
        likeness: Type.Object(
          {
            sound: share,
            oneLetter: share,
            oneLetterShort: share,
            oneLetterVeryShort: share,
            twoLetters: share,
            skeleton: share,
            nickname: share,
            cutOff: share,
            joined: share,
            echo: share
          },
          strict
        )
      },
      strict
    ),
    originalName: Type.Object(
      {
        sameTwo: favour,
        same: favour,
        oneDiffers: doubt,
        someDiffer: doubt,
        noneSame: doubt
      },
      strict
    ),
    word: Type.Object(
      {
        unseenByLength: Type.Array(Type.Number({ minimum: 0 }), { minItems: 1 }),
        soundsCommon: Type.Number({ minimum: 0 }),
        particle: Type.Number({ minimum: 0 }),
        initial: Type.Number({ minimum: 0 }),
        listedDeviations: Type.Number({ minimum: 0 }),
        listedLeastPersons: Type.Integer({ minimum: 1 }),
        listedStep: Type.Number({ exclusiveMinimum: 0, maximum: 2 })
      },
      strict
    ),
    birthDate: weights(
      'same',
      'sameFirstOfJanuary',
      'dayMonthSwapped',
      'oneDigit',
      'yearOff',
      'yearDigit',
      'sameMonthListed',
      'sameYearMonth',
      'sameYear',
      'firstOfJanuary',
      'yearOnly',
      'yearOnlyNear',
      'inRange',
      'yearOnlyDiffers',
      'yearOnlyFar',
      'differs',
      'far',
      'farYears'
    ),
    nationality: weights('same', 'sameAsName', 'different'),
    sex: weights('same', 'different'),
    birthPlace: weights('same', 'different'),
    document: weights(
      'same',
      'sameWithoutIssuer',
      'lookAlike',
      'lookAlikeWithoutIssuer',
      'perCharacterMost',
      'otherIssuer',
      'near',
      'nearForPerson',
      'nearMost',
      'nearLeastForPerson',
      'nearMinLength',
      'nameDiffers',
      'birthDateDiffers'
    ),
    limits: Type.Object(
      {
        candidates: Type.Integer({ minimum: 1000 }),
        compared: Type.Integer({ minimum: 10 })
      },
      strict
    )
  },
  strict
)

export type MatchingModel = Static<typeof MatchingModel>
