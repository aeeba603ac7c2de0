import { hash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { FileStoreError } from '#storage/files/file-store.ts'
import { createDownload, type DownloaderOptions } from './download.ts'
import { isPublicAddress } from './public-address.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-download-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'file')
}

const FORBIDDEN = { kind: 'refused', reason: 'address-forbidden' }

async function fetchFrom(answer: RequestListener, options: DownloaderOptions = {}) {
  const origin = await serve(answer)
  const path = await newPath()
  const result = await createDownload({ trustedOrigin: origin, ...options })(`${origin}/file`, path)
  return { result, read: () => readFile(path, 'utf8') }
}

test('bytes arrive whole, with their size and digest', async () => {
  const { result, read } = await fetchFrom((_request, response) => response.end('a picture'))
  expect(result).toEqual({ kind: 'ok', size: 9, digest: hash('sha256', 'a picture') })
  expect(await read()).toBe('a picture')
})

test.each([
  'http://scontent.example/a.jpg',
  'https://127.0.0.1/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://0.0.0.0/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::127.0.0.1]/',
  'https://[::ffff:0:127.0.0.1]/',
  'https://[64:ff9b:1::a00:1]/',
  'https://[2001:0:7f00:1::]/',
  'https://[fec0::1]/',
  'https://[5f00::1]/',
  'https://[4000::1]/',
  'https://127.0.0.1./',
  'https://127.1/',
  'https://0/',
  'https://%31%32%37.0.0.1/',
  'https://①②⑦.0.0.1/',
  'https://127。0。0。1/',
  'https:\\\\127.0.0.1\\',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://somebody:secret@scontent.example/',
  'https://scontent.example:8443/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'data:text/plain,x',
  'ftp://scontent.example/a.jpg',
  'not an address',
  '',
])('attack 23: %s is refused', async (url) => {
  const asked: string[] = []
  const download = createDownload({ resolve: async (host) => (asked.push(host), [{ address: '127.0.0.1', family: 4 }]) })
  expect(await download(url, await newPath())).toEqual(FORBIDDEN)
  expect(asked).toEqual([])
})

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fd12::1',
  'fe80::1%eth0',
  'ff02::1',
  'nonsense',
])('attack 23: a name that means %s is refused', async (address) => {
  const download = createDownload({ resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }] })
  expect(await download('https://innocent.example/a.jpg', await newPath())).toEqual(FORBIDDEN)
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['157.240.1.1', '31.13.64.1', '2a03:2880:f003::1', '2606:4700::1', '2001:4860:4860::8888'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test('attack 23: this machine by the name that it has for itself is refused', async () => {
  expect(await createDownload()('https://localhost/', await newPath())).toEqual(FORBIDDEN)
})

test('attack 23: a name with one public and one private address is refused', async () => {
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  expect(await createDownload({ resolve })('https://half.example/', await newPath())).toEqual(FORBIDDEN)
})

test('attack 24: a name is asked once for each socket, and the socket goes to what was looked at', async () => {
  const answers = ['192.0.2.1', '127.0.0.1']
  const asked: string[] = []
  const resolve = async (host: string) => (asked.push(host), [{ address: answers.shift() ?? '', family: 4 }])
  const download = createDownload({ resolve, timeoutMs: 300 })
  // 192.0.2.0/24 is for documentation: reserved, so refused; nobody asks for the second answer.
  expect(await download('https://rebinding.example/', await newPath())).toEqual(FORBIDDEN)
  expect(asked).toEqual(['rebinding.example'])
})

test('attack 24: a public address that does not answer is tried at that address and no other', async () => {
  const asked: string[] = []
  const resolve = async (host: string) => (asked.push(host), [{ address: asked.length === 1 ? '198.41.0.4' : '127.0.0.1', family: 4 }])
  const result = await createDownload({ resolve, timeoutMs: 500 })('https://quiet.example/', await newPath())
  expect(result).toMatchObject({ kind: 'not-now' })
  expect(asked).toEqual(['quiet.example'])
})

test.each([
  'http://127.0.0.1:1/',
  'https://169.254.169.254/',
  'https://[::1]/',
  'https://[::127.0.0.1]/',
  'https://localhost/',
  'https://scontent.example:8443/',
  'https://somebody:secret@scontent.example/',
  'http://scontent.example/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'data:image/png;base64,iVBORw0KGgo=',
  '//10.0.0.1/',
  'https://[',
  'https://256.1.1.1/',
])('attack 24: a redirect to %s is refused', async (location) => {
  const { result } = await fetchFrom((_request, response) => response.writeHead(302, { location }).end())
  expect(result).toEqual(FORBIDDEN)
})

test('attack 24: a redirect within what is allowed is followed, and a circle of them is not', async () => {
  const moved = await fetchFrom((request, response) =>
    request.url === '/file' ? response.writeHead(302, { location: '/there' }).end() : response.end('found'),
  )
  expect(moved.result).toMatchObject({ kind: 'ok', size: 5 })
  const circle = await fetchFrom((_request, response) => response.writeHead(302, { location: '/file' }).end())
  expect(circle.result).toEqual(FORBIDDEN)
})

test('neither keys nor cookies nor where it stands is told to whoever has the file', async () => {
  let told: IncomingHttpHeaders = {}
  await fetchFrom((request, response) => {
    told = request.headers
    response.end('x')
  })
  expect(Object.keys(told).toSorted()).toEqual(['accept-encoding', 'connection', 'host', 'user-agent'])
})

test.each([403, 404, 410])('%i means that the address is dead', async (status) => {
  expect((await fetchFrom((_request, response) => response.writeHead(status).end())).result).toEqual({ kind: 'dead' })
})

test.each([400, 408, 429, 500, 503, 204, 206])('%i may pass', async (status) => {
  const { result } = await fetchFrom((_request, response) => response.writeHead(status).end())
  expect(result).toEqual({ kind: 'not-now', reason: 'address-busy' })
})

test('attack 29: a file that says it is too large is refused before it is read, one that does not say so at the bound', async () => {
  const said = await fetchFrom((_request, response) => response.end('x'.repeat(1001)), { maxBytes: 1000 })
  expect(said.result).toEqual({ kind: 'refused', reason: 'too-large' })
  const unsaid = await fetchFrom(
    (_request, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    },
    { maxBytes: 1000 },
  )
  expect(unsaid.result).toEqual({ kind: 'refused', reason: 'too-large' })
  const fits = await fetchFrom((_request, response) => response.end('x'.repeat(1000)), { maxBytes: 1000 })
  expect(fits.result).toMatchObject({ kind: 'ok', size: 1000 })
})

test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip', 'GZIP', 'anything'])(
  'attack 29: what comes packed by %s is refused, nothing of it unpacked',
  async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    const { result } = await fetchFrom((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb))
    expect(result).toEqual({ kind: 'refused', reason: 'packed' })
  },
)

test('attack 29: no bytes are no file', async () => {
  expect((await fetchFrom((_request, response) => response.end())).result).toEqual({ kind: 'refused', reason: 'empty' })
})

test('an answer that stops in the middle is tried again', async () => {
  const { result } = await fetchFrom((_request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  expect(result).toEqual({ kind: 'not-now', reason: 'unreachable' })
})

test.each<[string, RequestListener]>([
  ['says nothing', () => undefined],
  ['stops after its first byte', (_request, response) => response.writeHead(200).write('x')],
  ['sends a byte now and then', (_request, response) => dribble(response, () => response.write('x'))],
  ['sends one early hint after the other', (_request, response) => dribble(response, () => response.writeProcessing())],
  [
    'leads round and round, slowly',
    (_request, response) => void setTimeout(() => response.writeHead(302, { location: '/file' }).end(), 80),
  ],
])('attack 24: whoever %s is left when the time is over', async (_what, answer) => {
  const startedAt = performance.now()
  const { result } = await fetchFrom(answer, { timeoutMs: 300 })
  expect(result).toEqual({ kind: 'not-now', reason: 'too-slow' })
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

function dribble(response: ServerResponse, drop: () => void): void {
  const drops = setInterval(drop, 20)
  response.on('close', () => clearInterval(drops))
}

test('attack 24: a name whose addresses are never told is left when the time is over', async () => {
  const download = createDownload({ resolve: () => new Promise(() => undefined), timeoutMs: 200 })
  expect(await download('https://never.example/', await newPath())).toEqual({ kind: 'not-now', reason: 'too-slow' })
})

test('a name that nobody knows is tried again', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }))
  expect(await createDownload({ resolve })('https://unknown.example/', await newPath())).toEqual({ kind: 'not-now', reason: 'unreachable' })
})

test('no room for the file is a matter of our storage', async () => {
  const origin = await serve((_request, response) => response.end('x'))
  const download = createDownload({ trustedOrigin: origin })
  await expect(download(`${origin}/file`, '/nowhere/at/all')).rejects.toBeInstanceOf(FileStoreError)
  await expect(download(`${origin}/file`, '/dev/full')).rejects.toMatchObject({ reason: 'storage-full' })
})
