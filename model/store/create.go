// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Setup is the content of a new register.
type Setup struct {
	Municipality string
	User         model.User // the first user
	Passphrase   []byte     // of the first user
	// Invented makes the register of an invented municipality, which opens without a
	// passphrase and must have no data about real persons.
	Invented   bool
	Instrument *model.Instrument
	Vocabulary *model.Vocabulary
}

// Create makes a register in a new or empty folder. The recovery key opens the
// register when all passphrases are lost; it is printed and not stored. A failed
// Create leaves nothing behind.
func Create(ctx context.Context, dir string, s Setup, o Options) (r *Register, recoveryKey string, err error) {
	defer wrapError(&err, "create register")
	dir = filepath.Clean(dir)
	if strings.TrimSpace(s.Municipality) == "" || s.User.Initials == "" {
		return nil, "", errors.New("municipality and first user must be named")
	}
	if err := errors.Join(model.CheckText(model.TextMunicipality, s.Municipality), s.User.CheckTexts()); err != nil {
		return nil, "", err
	}
	if err := checkLocalDrive(dir); err != nil {
		return nil, "", err
	}
	created := "" // the topmost folder that Create makes
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, os.ErrNotExist):
		created = firstMissing(dir)
		if err := makeDir(dir); err != nil {
			if errors.Is(err, os.ErrPermission) {
				err = fmt.Errorf("%w: %w", ErrReadOnly, err)
			}
			return nil, "", err
		}
	case errors.Is(err, syscall.ENOTDIR):
		return nil, "", fmt.Errorf("%s: %w", dir, ErrExists)
	case err != nil:
		return nil, "", err
	case len(entries) > 0:
		return nil, "", fmt.Errorf("%s: %w", dir, ErrExists)
	}
	r = newRegister(dir, o)
	r.created = created
	if recoveryKey, err = r.create(ctx, s, o); err != nil {
		return nil, "", errors.Join(err, r.Discard())
	}
	return r, recoveryKey, nil
}

// Discard closes and removes a register that [Create] has just made, and whose recovery
// key was lost.
func (r *Register) Discard() error {
	err := r.release()
	for _, name := range append(registerFiles(), backupsName) {
		if e := os.Remove(filepath.Join(r.dir, name)); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	for d := r.dir; r.created != ""; d = filepath.Dir(d) {
		if e := os.Remove(d); e != nil || d == r.created {
			err = errors.Join(err, e)
			break
		}
	}
	return err
}

func (r *Register) create(ctx context.Context, s Setup, o Options) (recoveryKey string, err error) {
	r.municipality, r.id, r.openedBy = s.Municipality, string(r.newID()), s.User.Initials
	if err := r.acquireLock(o); err != nil {
		return "", err
	}
	if !o.unencrypted {
		if recoveryKey, err = r.createKeys(s, o); err != nil {
			return "", err
		}
	}
	f, err := safefile.Create(filepath.Join(r.dir, databaseName)) // for its mode
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return "", mapError(err)
	}
	if err := r.open(ctx, o); err != nil {
		return "", err
	}
	if err := r.createSchema(ctx); err != nil {
		return "", err
	}
	r.log.Info("register created", r.identity())
	return recoveryKey, r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `insert into register (one, id, municipality, created) values (1, $1, $2, $3)`,
			r.id, r.municipality, formatTime(r.now())); err != nil {
			return err
		}
		if err := insertVocabulary(ctx, tx, s.Vocabulary); err != nil {
			return err
		}
		if err := insertInstrument(ctx, tx, s.Instrument); err != nil {
			return err
		}
		if err := r.putUser(ctx, tx, s.User); err != nil {
			return err
		}
		for _, x := range rightsOf(s.User) { // the first user is alone
			if err := r.addRight(ctx, tx, s.User.Initials, x, "given", s.User.Initials, rightAlone); err != nil {
				return err
			}
		}
		return appendLog(ctx, tx, logLine{
			At: formatTime(r.now()), Initials: s.User.Initials, Role: string(model.RoleAdministrator),
			Action: ActionCreate, Purpose: model.ForAdministration, Detail: model.NewMessage("register").String(),
		})
	})
}

// createKeys creates and saves the keys of a new register. They are saved before
// the database exists, as a database without keys would be lost.
func (r *Register) createKeys(s Setup, o Options) (recoveryKey string, err error) {
	if s.Invented {
		r.keys, err = vault.CreateInvented(r.id, s.User.Initials)
	} else {
		if err := vault.CheckPassphrase(s.Passphrase, s.Municipality, s.User.Initials, s.User.Name); err != nil {
			return "", err
		}
		r.keys, recoveryKey, err = vault.Create(r.id, s.User.Initials, s.Passphrase, o.Cost)
	}
	if err != nil {
		return "", err
	}
	return recoveryKey, mapError(r.keys.Save(filepath.Join(r.dir, vault.Name)))
}
