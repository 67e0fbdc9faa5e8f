// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Backups returns those in the register's folder of backups, the latest first. It
// skips everything else.
func (r *Register) Backups(ctx context.Context) ([]Backup, error) {
	dir, err := r.BackupFolder(ctx)
	if err != nil {
		return nil, err
	}
	list, err := r.backupsIn(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	return list, nil
}

func (r *Register) backupsIn(ctx context.Context, dir string) (list []Backup, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), stagingName) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		m, err := readManifest(path)
		if err != nil || m.Register != r.id {
			continue
		}
		b, err := m.toBackup(path)
		if err != nil {
			continue
		}
		if b.Authentic, err = r.isAuthentic(ctx, m); err != nil {
			return nil, err
		}
		b.Complete = r.isComplete(path, m)
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b Backup) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(len(b.Dir), len(a.Dir)), cmp.Compare(b.Dir, a.Dir))
	})
	return list, nil
}

func (m manifest) toBackup(dir string) (Backup, error) {
	hash, err := hex.DecodeString(m.LogHash)
	if err != nil {
		return Backup{}, fmt.Errorf("%s: %w", dir, ErrNotBackup)
	}
	return Backup{
		Dir: dir, Made: m.Made, Counts: m.Counts, Log: LogHead{Seq: m.LogSeq, Hash: hash},
		Authentic: true, Complete: true, UpgradeTo: m.UpgradeTo, manifest: m,
	}, nil
}

// isComplete reports whether a backup has its files, of the right size, and whether the
// database's first page opens where its key is still among the register's.
func (r *Register) isComplete(dir string, m manifest) bool {
	path := filepath.Join(dir, databaseName)
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || m.Size > 0 && info.Size() != m.Size {
		return false
	}
	if _, err := vault.Read(filepath.Join(dir, vault.Name)); err != nil {
		return false
	}
	if r.mount == nil {
		return false
	}
	epoch, err := pages.Epoch(path)
	if err != nil || !r.hasKey(epoch) {
		return err == nil
	}
	return r.mount.CheckFirst(path) == nil
}

// hasKey reports whether the data key of an epoch is among the register's.
func (r *Register) hasKey(epoch uint32) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	return r.keys != nil && r.keys.Key(epoch) != nil
}

// intact reports whether the database of a backup is as it was written.
func (b Backup) intact() bool {
	sum, size, err := fileSHA256(filepath.Join(b.Dir, databaseName))
	return err == nil && sum == b.manifest.SHA256 && (b.manifest.Size == 0 || size == b.manifest.Size)
}

// reliable returns the backups that count: those that the register wrote, that are
// complete, and that are not dated in the future.
func (r *Register) reliable(list []Backup) (found []Backup) {
	for _, b := range list {
		if b.Authentic && b.Complete && !b.Made.After(r.now().Add(clockTolerance)) {
			found = append(found, b)
		}
	}
	return found
}

// youngest is the age up to which a backup is never removed, so that a folder whose
// name was just printed exists.
const youngest = time.Hour

// pruneBackups removes the backups that the rule no longer keeps. It never removes the
// one just made, nor one that it cannot judge: those that are not reliable stay. Before
// a backup goes, those that are kept instead of it are read in full.
func (r *Register) pruneBackups(ctx context.Context, dir string, made Backup) error {
	list, err := r.backupsIn(ctx, dir)
	if err != nil {
		return err
	}
	supported, err := SupportedSchema()
	if err != nil {
		return err
	}
	list = r.reliable(list)
	for {
		kept, removed := splitBackups(list)
		damaged := slices.IndexFunc(list, func(b Backup) bool {
			return containsDir(kept, b) && replacesAny(b, removed) && !b.intact()
		})
		if damaged >= 0 {
			list = slices.Delete(list, damaged, damaged+1)
			continue
		}
		for _, b := range removed {
			if b.UpgradeTo == supported || b.Dir == made.Dir || r.now().Sub(b.Made) < youngest {
				continue
			}
			err = errors.Join(err, r.removeBackup(b))
		}
		return mapError(err)
	}
}

// removeBackup removes a backup under the name of an unfinished one, so that a program
// that is killed meanwhile leaves no half of it that looks damaged and stays.
func (r *Register) removeBackup(b Backup) error {
	going := filepath.Join(filepath.Dir(b.Dir), r.stagingPrefix()+filepath.Base(b.Dir))
	if err := os.Rename(b.Dir, going); err != nil {
		return err
	}
	return os.RemoveAll(going)
}

// splitBackups divides backups, the latest first, by [BackupsToKeep].
func splitBackups(list []Backup) (kept, removed []Backup) {
	made := make([]time.Time, len(list))
	for i, b := range list {
		made[i] = b.Made
	}
	for i, keep := range BackupsToKeep(made) {
		if keep {
			kept = append(kept, list[i])
		} else {
			removed = append(removed, list[i])
		}
	}
	return kept, removed
}

func containsDir(list []Backup, b Backup) bool {
	return slices.ContainsFunc(list, func(o Backup) bool { return o.Dir == b.Dir })
}

// replacesAny reports whether a backup is kept for a period of one that is removed.
func replacesAny(b Backup, removed []Backup) bool {
	return slices.ContainsFunc(removed, func(o Backup) bool {
		return slices.ContainsFunc(keepRules, func(rule keepRule) bool {
			return rule.period(b.Made.Local()) == rule.period(o.Made.Local())
		})
	})
}

// The number of days, weeks and months of which the latest backup is kept.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
)

// keepRule keeps the latest backup of each of so many periods.
type keepRule struct {
	most   int
	period func(time.Time) string
}

var keepRules = []keepRule{
	{keptDays, func(t time.Time) string { return t.Format(time.DateOnly) }},
	{keptWeeks, func(t time.Time) string {
		year, week := t.ISOWeek()
		return fmt.Sprintf("week %d-%d", year, week)
	}},
	{keptMonths, func(t time.Time) string { return t.Format("2006-01") }},
}

// BackupsToKeep reports, for backups by the times when they were made, the latest
// first, which are kept: the latest of each of the last 7 days, 5 weeks (ISO 8601)
// and 12 months with a backup. So the latest is always kept, and a clock that was
// set back removes none that was made later.
func BackupsToKeep(made []time.Time) []bool {
	keep := make([]bool, len(made))
	for _, rule := range keepRules {
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
