/** What a browser would hold and send of a service's cookies; follows redirects one at a time. */
export const openBrowserSession = (base: string) => {
  const jar = new Map<string, string>()
  const visit = async (address: string, init: RequestInit = {}) => {
    const isOwn = address.startsWith(base)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      redirect: 'manual',
      ...init,
      headers: { ...(isOwn && cookie && { cookie }), ...init.headers }
    })
    for (const set of isOwn ? response.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const next = async (response: Response) => visit(response.headers.get('location') ?? '')
  return {
    jar,
    visit: (path: string, init?: RequestInit) => visit(`${base}${path}`, init),
    /** Signs in as this person of the demo's provider; resolves with the last reply of the way. */
    signIn: async (person: string) => {
      const toProvider = await visit(`${base}/auth/sign-in`)
      const asked = toProvider.headers.get('location') ?? ''
      return next(await visit(`${asked}&person=${person}`))
    }
  }
}
