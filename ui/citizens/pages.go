// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"context"
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// pageSize is the number of rows read at a time.
const pageSize = 200

// pages holds the rows of a query that have been read so far.
type pages struct {
	total   int
	rows    map[int][]*row // by page
	reading map[int]bool
	basics  func(r store.CitizenRow) *row
}

func newPages(first store.CitizenList, basics func(store.CitizenRow) *row) pages {
	p := pages{total: first.Total, rows: make(map[int][]*row), reading: make(map[int]bool), basics: basics}
	p.add(0, first.Rows)
	return p
}

func (p *pages) add(page int, rows []store.CitizenRow) {
	list := make([]*row, len(rows))
	for i, r := range rows {
		list[i] = p.basics(r)
	}
	p.rows[page] = list
}

// at returns row i, or nil if it has not been read.
func (p *pages) at(i int) *row {
	if i < 0 || i >= p.total {
		return nil
	}
	list := p.rows[i/pageSize]
	if i%pageSize >= len(list) {
		return nil
	}
	return list[i%pageSize]
}

func (p *pages) cells(i int) ([]widgets.Cell, bool) {
	r := p.at(i)
	if r == nil {
		return nil, false
	}
	return r.cells, true
}

// missing returns a page with rows between from and to that is not read nor being read.
func (p *pages) missing(from, to int) (page int, ok bool) {
	for page := from / pageSize; page <= to/pageSize; page++ {
		if _, read := p.rows[page]; !read && !p.reading[page] && page*pageSize < p.total {
			return page, true
		}
	}
	return 0, false
}

func (s *Screen) onVisible(first, last int) {
	s.from, s.to = first, last
	s.shown.SetRange(first, last)
	s.readPages()
	s.readDetails()
}

func (s *Screen) readPages() {
	generation := s.latest.Generation()
	for {
		page, ok := s.pages.missing(s.from, s.to)
		if !ok {
			return
		}
		s.pages.reading[page] = true
		q := s.query
		q.Offset, q.Limit = page*pageSize, pageSize
		var list store.CitizenList
		s.o.Run(func(ctx context.Context) (err error) {
			list, err = s.o.Register.Citizens(ctx, q)
			return err
		}, func(err error) {
			if generation != s.latest.Generation() {
				return
			}
			if err != nil {
				s.o.ShowError(err)
				return
			}
			s.pages.add(page, list.Rows)
			s.shown.Changed()
			s.refreshVisible()
			s.readDetails()
		})
	}
}

// readDetails reads the case histories of the visible rows, one batch at a time.
func (s *Screen) readDetails() {
	if s.busy {
		return
	}
	var ids []model.ID
	for i := s.from; i <= s.to; i++ {
		r := s.pages.at(i)
		if r == nil || r.hasDetails {
			continue
		}
		if d := s.detailsByCitizen[r.id]; d != nil {
			r.addDetails(d)
			s.table.RefreshRow(i)
			continue
		}
		ids = append(ids, r.id)
	}
	if len(ids) == 0 {
		return
	}
	s.busy = true
	found := make(map[model.ID]*detailCells, len(ids))
	describe, cache := s.describer(), s.detailsByCitizen
	s.o.Run(func(ctx context.Context) error {
		courses, err := s.o.Register.CaseHistories(ctx, ids)
		for _, c := range courses {
			found[c.Citizen.ID] = describe(c)
		}
		return err
	}, func(err error) {
		s.busy = false
		if err != nil && !errors.Is(err, context.Canceled) {
			s.o.ShowError(err)
		}
		for _, id := range ids {
			if found[id] == nil {
				found[id] = &detailCells{} // do not read it again
			}
			cache[id] = found[id] // dropped if the list was refreshed meanwhile
		}
		s.refreshVisible()
		s.readDetails()
	})
}

func (s *Screen) refreshVisible() {
	for i := s.from; i <= s.to; i++ {
		r := s.pages.at(i)
		if r == nil {
			continue
		}
		if d := s.detailsByCitizen[r.id]; d != nil && !r.hasDetails {
			r.addDetails(d)
		}
		s.table.RefreshRow(i)
	}
}
