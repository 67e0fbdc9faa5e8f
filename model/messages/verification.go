package messages

import (
	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Verification is what was found when a register was looked through, a sentence
// each. The last says whether everything is in order.
func Verification(w *assets.Words, v store.Verification) (list []string) {
	say := func(key string, pairs ...any) { list = append(list, w.T(key, pairs...)) }
	if len(v.Damaged) > 0 {
		say("verify.damaged", "Damaged", w.Count(len(v.Damaged)), "Pages", w.Count(int(v.Pages)), "First", v.Damaged[0])
		say("verify.not_sound")
		return list
	}
	if v.Pages > 0 {
		list = append(list, w.N("verify.pages", int(v.Pages)))
	}
	each := func(key, place string, found []string) {
		for _, f := range found {
			say(key, place, f)
		}
		if len(found) == 0 {
			say(key + ".ok")
		}
	}
	each("verify.integrity", "What", v.Integrity)
	each("verify.foreign_keys", "Table", v.ForeignKeys)
	each("verify.schema", "What", v.Schema)
	if v.LogError != nil {
		say("verify.log", "What", logFaultText(w, v.LogError))
	} else {
		say("verify.log.ok", "Lines", w.Count(int(v.Log.Seq)))
	}
	if v.Heads > 0 {
		list = append(list, w.N("verify.heads", v.Heads))
	}
	c := v.Counts
	list = append(list, Counts{
		Citizens: int(c.Citizens), Assessments: int(c.Assessments), Answers: int(c.Answers),
		Activities: int(c.Activities), Outcomes: int(c.Outcomes),
	}.In(w)+".")
	if v.Sound() {
		say("verify.sound")
	} else {
		say("verify.not_sound")
	}
	return list
}
