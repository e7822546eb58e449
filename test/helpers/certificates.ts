import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { tempFolder } from './temp-folder.ts'

/** Files in PEM that live as long as the test. */
export interface Certificates {
  readonly caFile: string
  readonly certFile: string
  readonly keyFile: string
}

/** An authority, and a certificate of it for a server under this name or address, made for this test. */
export const makeCertificates = async (of = 'IP:127.0.0.1'): Promise<Certificates> => {
  const folder = await tempFolder()
  const path = (name: string) => join(folder, name)
  const openssl = (command: string) =>
    execFileSync('openssl', command.split(' '), { stdio: 'pipe' })
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1'
  openssl(
    `req -x509 ${newKey} -keyout ${path('ca.key')} -out ${path('ca.pem')} -subj /CN=authority`
  )
  openssl(
    `req -x509 ${newKey} -keyout ${path('key.pem')} -out ${path('cert.pem')} -subj /CN=server ` +
      `-addext subjectAltName=${of} -CA ${path('ca.pem')} -CAkey ${path('ca.key')}`
  )
  return { caFile: path('ca.pem'), certFile: path('cert.pem'), keyFile: path('key.pem') }
}
