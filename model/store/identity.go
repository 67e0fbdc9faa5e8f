// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/model"
)

// minOthers is the number of other citizens that a text must match not to identify
// a deleted one.
const minOthers = 5

// identityMatcher finds texts that identify citizens who are being deleted.
//
// Of a text it compares the words that are part of a name or number of such a
// citizen, past or present. If at least five remaining citizens match all those
// words, the text identifies none of them: a search for Jensen says as little as
// before. Otherwise it must be erased.
type identityMatcher struct {
	others  []indexedCitizen
	deleted map[model.ID]bool
	texts   []string // for each citizen, all names and numbers, folded
	names   []string // all of them one by one, folded
}

// addCitizen adds a citizen who is about to be deleted.
func (p *identityMatcher) addCitizen(ctx context.Context, q querier, citizen model.ID) error {
	list, err := queryAll(ctx, q, scanValue[string], `select name from citizen where id = $1
		union select case_number from citizen where id = $1
		union select cpr from citizen where id = $1 and cpr is not null
		union select old_value from citizen_history where citizen_id = $1 and field in ('name', 'case_number')
		union select new_value from citizen_history where citizen_id = $1 and field in ('name', 'case_number')
		union select old_cpr from cpr_history where citizen_id = $1 and old_cpr is not null
		union select new_cpr from cpr_history where citizen_id = $1 and new_cpr is not null`, citizen)
	var b strings.Builder
	for _, s := range list {
		b.WriteString(foldAa(s) + "\n" + fold(s) + "\n")
		p.names = append(p.names, fold(s))
	}
	p.texts = append(p.texts, b.String())
	p.deleted[citizen] = true
	return err
}

// identifies reports whether a text identifies one of the citizens.
func (p *identityMatcher) identifies(text string) bool {
	words := parseSearch(text).words
	for _, known := range p.texts {
		var w searchTerms
		for _, spellings := range words {
			one := searchTerms{words: [][]string{spellings}}
			if utf8.RuneCountInString(spellings[0]) > 1 && one.match(known) {
				w.words = append(w.words, spellings)
			}
		}
		if len(w.words) > 0 && !p.isCommon(&w) {
			return true
		}
	}
	return false
}

// containsName reports whether a text contains a whole name or number of one of
// the citizens.
func (p *identityMatcher) containsName(text string) bool {
	text = fold(text)
	closed := strings.ReplaceAll(text, " ", "") // a CPR number may have a hyphen
	return slices.ContainsFunc(p.names, func(name string) bool {
		return name != "" && (strings.Contains(" "+text+" ", " "+name+" ") || isDigits(name) && len(name) == 10 && strings.Contains(closed, name))
	})
}

// isCommon reports whether enough remaining citizens match.
func (p *identityMatcher) isCommon(w *searchTerms) bool {
	found := 0
	for i := range p.others {
		if e := &p.others[i]; w.match(e.text) && !p.deleted[e.row.ID] {
			if found++; found == minOthers {
				return true
			}
		}
	}
	return false
}

// typedText is the part of a log line's detail that a person typed.
func typedText(action Action, detail string) string {
	m := parseDetail(action, detail)
	return strings.TrimSpace(strings.Join([]string{m.Arg("text"), m.Arg("name"), m.Arg("path")}, " "))
}
