type Size = { readonly width: number; readonly height: number }

/** A pot in which something grows, from nothing (0) to a small tree (1). */
export function plant(growth: number, { width, height }: Size): string {
  const top = 215 - 150 * growth
  const leaves = Array.from({ length: Math.round(growth * 14) }, (_, index) => leaf(215 - (index + 1) * 10.5, index))
  const fruit =
    growth < 0.8
      ? ''
      : '<g fill="#f3cf3e"><circle cx="176" cy="128" r="9"/><circle cx="228" cy="96" r="8"/><circle cx="188" cy="80" r="7"/></g>'
  return framed(
    { width, height },
    `<path d="M200 230V${top}" stroke="#6d5a3d" stroke-width="6" stroke-linecap="round"/>${leaves.join('')}${fruit}${pot(200, 1)}`,
  )
}

/** A balcony with three pots, as somebody holds a phone upright. */
export function pots(): string {
  const rail = Array.from({ length: 12 }, (_, index) => `<path d="M${index * 84 + 20} 520v480" stroke="#56606b" stroke-width="10"/>`)
  const row = [170, 450, 730].map(
    (x, index) =>
      `<g transform="translate(${x - 400} 560) scale(2)"><path d="M200 230V${120 - index * 14}" stroke="#6d5a3d" stroke-width="6"/>
      ${Array.from({ length: 7 + index * 2 }, (_, at) => leaf(208 - at * 10, at + index)).join('')}${pot(200, 1)}</g>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200" viewBox="0 0 900 1200">
    <rect width="900" height="1200" fill="#bcd6e6"/><circle cx="720" cy="190" r="90" fill="#fbe6a2"/>
    <path d="M0 520l160-150 140 110 210-190 190 170 200-120v360H0z" fill="#8fae8d"/>${rail.join('')}
    <path d="M0 520h900" stroke="#56606b" stroke-width="18"/><rect y="1000" width="900" height="200" fill="#c3ab8c"/>${row.join('')}</svg>`
}

/** A drawing to scale, as somebody keeps it as a picture of the screen. */
export function plan(): string {
  const lines = Array.from({ length: 20 }, (_, index) => `M${index * 40} 0v600M0 ${index * 40}h800`).join('')
  const bed = (x: number, y: number, rest: string) => `<g transform="translate(${x} ${y})">${rest}</g>`
  const flowers = (columns: number, colour: string) =>
    Array.from({ length: columns * 2 }, (_, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)]
      return `<circle cx="${28 + column * 44}" cy="${30 + row * 44}" r="13" fill="${colour}"/>`
    }).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" viewBox="0 0 800 600"><rect width="800" height="600" fill="#fffdf6"/>
    <path d="${lines}" stroke="#e4dfce"/>
    ${bed(80, 80, `<rect width="320" height="104" fill="#e9d9c0" stroke="#7c5a3a" stroke-width="4"/>${flowers(7, '#c9557d')}`)}
    ${bed(80, 280, `<rect width="400" height="104" fill="#e9d9c0" stroke="#7c5a3a" stroke-width="4"/>${flowers(9, '#e0a93b')}`)}
    ${bed(560, 80, `<rect width="160" height="400" fill="#d4e3cd" stroke="#4d7350" stroke-width="4"/><path d="M20 60h120M20 200h120M20 340h120" stroke="#4d7350" stroke-width="3"/>`)}
    <path d="M80 460h400m-400-12v24m400-24v24" stroke="#333" stroke-width="3"/></svg>`
}

/** One of the page's own stickers, alone. */
export function stickerSvg(drawings: string, name: string, px: number): string {
  const symbol = new RegExp(`<symbol id="sticker-${name}"[^>]*>(.*?)</symbol>`, 's').exec(drawings)?.[1]
  if (symbol === undefined) {
    throw new Error(`There is no sticker ${name}.`)
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${px}" height="${px}" viewBox="0 0 64 64">${symbol}</svg>`
}

function framed({ width, height }: Size, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 400 300"><rect width="400" height="300" fill="#dfe9d8"/>
    <path d="M0 262h400v38H0z" fill="#b9a587"/>${inner}</svg>`
}

function pot(x: number, scale: number): string {
  return `<g transform="translate(${x} 222) scale(${scale})"><path d="M-38 0h76l-10 58h-56z" fill="#b8643a"/><path d="M-44-8h88v18h-88z" fill="#d9824f"/></g>`
}

function leaf(y: number, index: number): string {
  const side = index % 2 === 0 ? 1 : -1
  const reach = 34 + (index % 4) * 7
  const green = ['#3d8b52', '#56ab68', '#2f7143'][index % 3]
  return `<path d="M200 ${y}c${side * reach * 0.3}-16 ${side * reach}-18 ${side * reach}-12c0 10 ${-side * reach * 0.6} 16 ${-side * reach} 12z" fill="${green}"/>`
}
