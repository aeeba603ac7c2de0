/** A box of an MP4: how long it is, what it is, what is in it. */
export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(parts)
  return Buffer.concat([u32(inner.length + 8), Buffer.from(type, 'latin1'), inner])
}

/** A box with a version, which is 0 here, and flags. */
export function fullBox(type: string, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32(flags), ...parts)
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) {
    bytes.writeUInt32BE(value, index * 4)
  }
  return bytes
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) {
    bytes.writeUInt16BE(value, index * 2)
  }
  return bytes
}
