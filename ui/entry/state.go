// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// state is what has been answered, as the screen shows it, and how it came so.
type state struct {
	in      *model.Instrument
	items   []model.Item // put to the respondent
	answers map[string]model.Answer
	undone  []step // to be done again
	done    []step
	far     int // the furthest question that was answered or had the keyboard
}

// step is one act of a person that can be undone.
type step struct{ before, after []model.Answer }

func newState(in *model.Instrument, s model.Assessment) *state {
	t := &state{in: in, items: in.ItemsOf(s.Respondent), answers: map[string]model.Answer{}, far: -1}
	for _, w := range s.Answers {
		if i := t.index(w.Item); i >= 0 {
			t.answers[w.Item] = w
			t.far = max(t.far, i)
		}
	}
	return t
}

func (t *state) index(item string) int {
	return slices.IndexFunc(t.items, func(it model.Item) bool { return it.Code == item })
}

// answer is the answer to an item; it names the item where there is none, too.
func (t *state) answer(item string) model.Answer {
	if w, ok := t.answers[item]; ok {
		return w
	}
	return model.Answer{Item: item}
}

func (t *state) list() []model.Answer {
	list := make([]model.Answer, 0, len(t.answers))
	for _, it := range t.items {
		if w, ok := t.answers[it.Code]; ok {
			list = append(list, w)
		}
	}
	return list
}

func (t *state) put(answers []model.Answer) {
	for _, w := range answers {
		if w.Entered {
			t.answers[w.Item] = w
		} else {
			delete(t.answers, w.Item)
		}
	}
}

// set answers, and returns what is to be saved.
func (t *state) set(answers ...model.Answer) []model.Answer {
	var s step
	for _, w := range answers {
		if before := t.answer(w.Item); before != w {
			s.before, s.after = append(s.before, before), append(s.after, w)
			t.far = max(t.far, t.index(w.Item))
		}
	}
	if len(s.after) == 0 {
		return nil
	}
	t.done, t.undone = append(t.done, s), nil
	t.put(s.after)
	return s.after
}

// undo takes the last act back and returns what is to be saved.
func (t *state) undo() []model.Answer {
	if len(t.done) == 0 {
		return nil
	}
	s := t.done[len(t.done)-1]
	t.done, t.undone = t.done[:len(t.done)-1], append(t.undone, s)
	t.put(s.before)
	return s.before
}

// redo does again what was undone.
func (t *state) redo() []model.Answer {
	if len(t.undone) == 0 {
		return nil
	}
	s := t.undone[len(t.undone)-1]
	t.undone, t.done = t.undone[:len(t.undone)-1], append(t.done, s)
	t.put(s.after)
	return s.after
}

// shown are the items that are asked, given the answers so far.
func (t *state) shown() []model.Item {
	answers := t.list()
	items := make([]model.Item, 0, len(t.items))
	for _, it := range t.items {
		if t.in.Shown(it, answers) {
			items = append(items, it)
		}
	}
	return items
}

// unanswered are the items that are asked and have neither answer nor reason.
func (t *state) unanswered() []model.Item {
	return slices.DeleteFunc(t.shown(), func(it model.Item) bool { return t.answers[it.Code].Entered })
}

// skipped reports whether an item was passed over.
func (t *state) skipped(i int) bool { return i < t.far && !t.answers[t.items[i].Code].Entered }

func (t *state) mark(item string) widgets.ScaleState {
	switch w := t.answers[item]; {
	case w.HasValue():
		return widgets.ScaleAnswered
	case w.Entered:
		return widgets.ScaleLacking
	}
	return widgets.ScaleOpen
}

func toScale(w model.Answer) widgets.ScaleAnswer {
	return widgets.ScaleAnswer{Entered: w.Entered, Value: w.Value, Missing: w.Missing}
}

func fromScale(item string, a widgets.ScaleAnswer) model.Answer {
	return model.Answer{Item: item, Entered: a.Entered, Value: a.Value, Missing: a.Missing}
}
