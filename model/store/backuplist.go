// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Backups returns those in the register's folder of backups, the latest first. It
// skips everything else.
func (r *Register) Backups(ctx context.Context) ([]Backup, error) {
	dir, err := r.BackupFolder(ctx)
	if err != nil {
		return nil, err
	}
	list, err := r.backupsIn(dir)
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	return list, nil
}

func (r *Register) backupsIn(dir string) (list []Backup, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() || e.Name() == stagingName {
			continue
		}
		m, err := readManifest(filepath.Join(dir, e.Name()))
		if err != nil || m.Register != r.id {
			continue
		}
		if b, err := m.toBackup(filepath.Join(dir, e.Name()), r.isAuthentic(m)); err == nil {
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b Backup) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// pruneBackups removes the backups that the rule no longer keeps.
func (r *Register) pruneBackups(dir string) error {
	list, err := r.backupsIn(dir)
	if err != nil {
		return err
	}
	made := make([]time.Time, len(list))
	for i, b := range list {
		made[i] = b.Made
	}
	keep := BackupsToKeep(made)
	supported, err := supportedSchema()
	if err != nil {
		return err
	}
	for i, b := range list {
		if !keep[i] && b.UpgradeTo != supported {
			err = errors.Join(err, os.RemoveAll(b.Dir))
		}
	}
	return err
}

// The number of days, weeks and months of which the latest backup is kept.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
)

// BackupsToKeep reports, for backups by the times when they were made, the latest
// first, which are kept: the latest of each of the last 7 days, 5 weeks (ISO 8601)
// and 12 months with a backup. So the latest is always kept, and a clock that was
// set back removes none that was made later.
func BackupsToKeep(made []time.Time) []bool {
	keep := make([]bool, len(made))
	for _, rule := range []struct {
		most   int
		period func(time.Time) string
	}{
		{keptDays, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{keptWeeks, func(t time.Time) string {
			year, week := t.ISOWeek()
			return fmt.Sprintf("%d-%d", year, week)
		}},
		{keptMonths, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for i, t := range made {
			p := rule.period(t.Local())
			if !seen[p] && len(seen) < rule.most {
				seen[p] = true
				keep[i] = true
			}
		}
	}
	return keep
}
