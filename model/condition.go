// SPDX-License-Identifier: MPL-2.0

package model

// Condition shows an item only if another item of the same respondent has a certain
// answer.
type Condition struct {
	Item  string `json:"item"`
	Op    string `json:"op"` // = != < <= > >=
	Value int    `json:"value"`
}

// IsMet reports whether the answer meets the condition. An answer without value does
// so only for the operator !=.
func (c Condition) IsMet(a Answer) bool {
	if !a.HasValue() {
		return c.Op == "!="
	}
	switch c.Op {
	case "=":
		return a.Value == c.Value
	case "!=":
		return a.Value != c.Value
	case "<":
		return a.Value < c.Value
	case "<=":
		return a.Value <= c.Value
	case ">":
		return a.Value > c.Value
	case ">=":
		return a.Value >= c.Value
	}
	return false
}

// Shown reports whether the item is shown, given the answers so far. The answer to an
// item that is itself hidden does not count.
func (in *Instrument) Shown(it Item, answers []Answer) bool {
	if it.ShowIf == nil {
		return true
	}
	answer := FindAnswer(answers, it.ShowIf.Item)
	if other, ok := in.Item(it.ShowIf.Item); ok && !in.Shown(other, answers) {
		answer = Answer{}
	}
	return it.ShowIf.IsMet(answer)
}
