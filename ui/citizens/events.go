// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func (s *Screen) onSearch(text string) {
	s.query.Text = text
	s.requery()
}

func (s *Screen) onScope(i int) {
	s.query.Scope = s.scopes[i]
	s.requery()
}

func (s *Screen) onGroup(i int) {
	s.query.TargetGroup = ""
	if i > 0 {
		s.query.TargetGroup = s.o.Vocabulary.TargetGroups[i-1].Code
	}
	s.requery()
}

func (s *Screen) onClosed(checked bool) {
	s.query.Closed = checked
	s.requery()
	s.count()
}

func (s *Screen) onSort(id string, descending bool) {
	s.query.Order, s.query.Descending = store.Order(id), descending
	s.requery()
}

func (s *Screen) onOpen(i int) {
	if r := s.pages.at(i); r != nil {
		s.o.OnOpen(r.id)
	}
}

func (s *Screen) onDown() {
	s.o.Focus(s.table)
	if s.table.Selected() < 0 && s.table.Length() > 0 {
		s.table.Select(0)
	}
}

// onClear clears the search text and the target group.
func (s *Screen) onClear() {
	s.query.Text, s.query.TargetGroup = "", ""
	s.search.OnChanged = nil
	s.search.SetText("")
	s.search.OnChanged = s.onSearch
	s.groups.SetOptions(s.groups.Options, 0)
	s.requery()
}

// onSearchAll searches all citizens that the user may see, closed cases included.
func (s *Screen) onSearchAll() {
	s.query.Scope, s.query.TargetGroup, s.query.Closed = store.ScopeAll, "", true
	s.groups.SetOptions(s.groups.Options, 0)
	s.closed.Checked = true
	s.closed.Refresh()
	s.requery()
	s.count()
}
