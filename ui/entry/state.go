// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"slices"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// state holds the answers that the screen shows, and the changes that can be
// undone.
type state struct {
	in        *model.Instrument
	items     []model.Item // put to the respondent
	answers   map[string]model.Answer
	redoStack []step // undone, latest last
	undoStack []step
	furthest  int // index of the furthest question that was answered or had the focus
}

// step is one change by the user.
type step struct{ before, after []model.Answer }

func newState(in *model.Instrument, s model.Assessment) *state {
	t := &state{in: in, items: in.ItemsOf(s.Respondent), answers: map[string]model.Answer{}, furthest: -1}
	for _, w := range s.Answers {
		if i := t.index(w.Item); i >= 0 {
			t.answers[w.Item] = w
			t.furthest = max(t.furthest, i)
		}
	}
	return t
}

func (t *state) index(item string) int {
	return slices.IndexFunc(t.items, func(it model.Item) bool { return it.Code == item })
}

// answer returns the answer to an item, with its item set also if there is none.
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

// set changes answers and returns those to save.
func (t *state) set(answers ...model.Answer) []model.Answer {
	var s step
	for _, w := range answers {
		if before := t.answer(w.Item); before != w {
			s.before, s.after = append(s.before, before), append(s.after, w)
			t.furthest = max(t.furthest, t.index(w.Item))
		}
	}
	if len(s.after) == 0 {
		return nil
	}
	t.undoStack, t.redoStack = append(t.undoStack, s), nil
	t.put(s.after)
	return s.after
}

// undo reverts the last change and returns the answers to save.
func (t *state) undo() []model.Answer {
	if len(t.undoStack) == 0 {
		return nil
	}
	s := t.undoStack[len(t.undoStack)-1]
	t.undoStack, t.redoStack = t.undoStack[:len(t.undoStack)-1], append(t.redoStack, s)
	t.put(s.before)
	return s.before
}

// redo repeats the last change undone and returns the answers to save.
func (t *state) redo() []model.Answer {
	if len(t.redoStack) == 0 {
		return nil
	}
	s := t.redoStack[len(t.redoStack)-1]
	t.redoStack, t.undoStack = t.redoStack[:len(t.redoStack)-1], append(t.undoStack, s)
	t.put(s.after)
	return s.after
}

// shown returns the items that are asked, given the answers so far.
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

// unanswered returns the items that are asked and have neither value nor missing
// reason.
func (t *state) unanswered() []model.Item {
	return slices.DeleteFunc(t.shown(), func(it model.Item) bool { return t.answers[it.Code].Entered })
}

// skipped reports whether a question was passed without an answer.
func (t *state) skipped(i int) bool { return i < t.furthest && !t.answers[t.items[i].Code].Entered }

func (t *state) scaleState(item string) widgets.ScaleState {
	switch w := t.answers[item]; {
	case w.HasValue():
		return widgets.ScaleAnswered
	case w.Entered:
		return widgets.ScaleMissing
	}
	return widgets.ScaleOpen
}

func toScale(w model.Answer) widgets.ScaleAnswer {
	return widgets.ScaleAnswer{Entered: w.Entered, Value: w.Value, Missing: w.Missing}
}

func fromScale(item string, a widgets.ScaleAnswer) model.Answer {
	return model.Answer{Item: item, Entered: a.Entered, Value: a.Value, Missing: a.Missing}
}
