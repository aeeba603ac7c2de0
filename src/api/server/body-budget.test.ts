import { expect, test } from 'vitest'
import { createBodyBudget } from './body-budget.ts'

function budgetOf100() {
  const budget = createBodyBudget(100)
  const cut: string[] = []
  /** A body that lets go of its bytes when it is cut, as its reader does. */
  const begin = (name: string, network: string) => {
    const holding = budget.hold(network, () => {
      cut.push(name)
      holding.release()
    })
    return holding
  }
  return { budget, begin, cut }
}

test('R3: within the bound nobody is cut', () => {
  const { begin, budget, cut } = budgetOf100()
  begin('a', '1').add(60)
  begin('b', '2').add(40)
  expect([cut, budget.heldBytes()]).toEqual([[], 100])
})

test('R3: past the bound the network that holds most gives back, its oldest body first', () => {
  const { begin, budget, cut } = budgetOf100()
  begin('small', 'facebook').add(10)
  begin('old', 'stranger').add(40)
  begin('new', 'stranger').add(45)
  begin('delivery', 'facebook').add(10)
  expect([cut, budget.heldBytes()]).toEqual([['old'], 65])
})

test('R3: a sender who shares an address with strangers outlives what they have held for longer', () => {
  const { begin, cut } = budgetOf100()
  for (const name of ['1', '2', '3', '4', '5']) {
    begin(name, 'proxy').add(20)
  }
  begin('delivery', 'proxy').add(15)
  expect(cut).toEqual(['1'])
})

test('R3: what is whole is not counted any longer, and a body that was cut counts nothing more', () => {
  const { begin, budget, cut } = budgetOf100()
  const whole = begin('whole', '1')
  whole.add(90)
  whole.release()
  const tooMuch = begin('too much', '1')
  tooMuch.add(101)
  tooMuch.add(50)
  expect([cut, budget.heldBytes()]).toEqual([['too much'], 0])
})
