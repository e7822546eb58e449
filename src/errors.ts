import createError from '@fastify/error'

/** What is broken or refused, each with a stable code; `docs/errors.md` says what to do about it. */
export const BadRequest = createError('BAD_REQUEST', '%s', 400)
export const UnsupportedMediaType = createError('UNSUPPORTED_MEDIA_TYPE', '%s', 415)
export const NotSignedIn = createError('NOT_SIGNED_IN', '%s', 401)
export const KeysUnavailable = createError(
  'KEYS_UNAVAILABLE',
  'the keys that verify tokens can not be fetched: try again shortly',
  503
)
export const NotAllowed = createError('NOT_ALLOWED', '%s', 403)
export const NotFound = createError('NOT_FOUND', '%s', 404)
export const IdReused = createError(
  'ID_REUSED',
  'this id was used for another screening: use a new id for a new question',
  409
)
export const WatchlistNotReady = createError(
  'WATCHLIST_NOT_READY',
  'the watchlist is still loading: try again shortly',
  503
)
export const WatchlistTooOld = createError(
  'WATCHLIST_TOO_OLD',
  'the watchlist of this node is older than the policy allows',
  503
)
export const NoList = createError('NO_LIST', 'no list serves this purpose', 503)
export const DeadlinePassed = createError(
  'DEADLINE_PASSED',
  'the screening took longer than deadlineMs: the traveller is not screened',
  503
)
export const Overloaded = createError(
  'OVERLOADED',
  'too many screenings are waiting: try again shortly',
  503
)
export const TryingAnother = createError(
  'OVERLOADED',
  'this node is trying another entry: try again shortly',
  503
)
export const TooManyRequests = createError(
  'TOO_MANY_REQUESTS',
  'this caller has made more calls in this minute than it may',
  429
)
export const RecordUnavailable = createError(
  'RECORD_UNAVAILABLE',
  'the record can not be written: nothing was accepted',
  503
)
export const ManifestsIncomplete = createError(
  'VIEW_UNAVAILABLE',
  'manifests of before are being put back: try again shortly',
  503
)
export const ConfigurationInvalid = createError('CONFIGURATION_INVALID', '%s', 500)
