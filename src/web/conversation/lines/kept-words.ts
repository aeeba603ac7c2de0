/** Who did what is kept raw: the customer, or somebody for the Page. */
export type KeptAct = { readonly by: 'client' | 'page' | undefined; readonly words: string }

const ACTS: Readonly<Record<string, KeptAct>> = {
  reaction: { by: 'client', words: 'reacted to a message. This version cannot show how; see it on Facebook.' },
  'reaction removed': { by: 'client', words: 'removed a reaction.' },
  'message edit': { by: 'client', words: 'changed a message. The new text is not shown in this version.' },
  'message unsent': { by: 'client', words: 'took back a message.' },
  'message unsent by the Page': { by: 'page', words: 'took back a message on Facebook.' },
  referral: { by: 'client', words: 'came through a link or an ad. This version cannot show which.' },
  optin: { by: 'client', words: 'agreed to something on Facebook. This version cannot show what.' },
}

/** The line of what arrived in a conversation and is kept raw, by the label it is kept under. It is never without words. */
export function keptAct(label: string): KeptAct {
  if (label === '') {
    return { by: undefined, words: 'Facebook sent something this version cannot show. It is saved.' }
  }
  if (label.startsWith('standby: ')) {
    return { by: undefined, words: 'Something was written while another app answered here. See it on Facebook.' }
  }
  const act = Object.hasOwn(ACTS, label) ? ACTS[label] : undefined
  return act ?? { by: undefined, words: `Facebook sent something this version cannot show (${label}). It is saved.` }
}
