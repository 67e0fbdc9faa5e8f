package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

const (
	backupsName    = "backups"
	manifestName   = "backup.json"
	manifestFormat = "fremskridt-backup/1"
	stagingName    = "making" // of a backup that is not whole yet
)

// ErrNotBackup says that a folder is no backup of a register.
var ErrNotBackup = errors.New("that is no backup")

// Backup is a copy of a register: a folder with the database under the same
// keys, the key file as it was, and a manifest.
type Backup struct {
	Dir    string
	Made   time.Time
	Counts Counts
	Log    LogHead
	// Genuine is set where the manifest is as the register wrote it. It cannot be
	// told of one from before the data key was rotated.
	Authentic bool
}

// manifest is what backup.json holds. It names nobody.
type manifest struct {
	Format   string    `json:"format"`
	Register string    `json:"register"`
	Made     time.Time `json:"made"`
	Epoch    uint32    `json:"epoch"`
	Counts   Counts    `json:"counts"`
	LogSeq   int64     `json:"log_seq"`
	LogHash  string    `json:"log_hash"`
	SHA256   string    `json:"sha256"` // of register.db
	MAC      []byte    `json:"mac"`
}

func (m manifest) mac(k *vault.DataKey) ([]byte, error) {
	m.MAC = nil
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	key := k.Subkey("backup manifest v1", nil)
	defer clear(key[:])
	h := hmac.New(sha256.New, key[:])
	h.Write(data)
	return h.Sum(nil), nil
}

func (r *Register) ownBackups() string { return filepath.Join(r.dir, backupsName) }

// BackupFolder is where backups of the register are kept.
func (r *Register) BackupFolder(ctx context.Context) (string, error) {
	var dir string
	err := r.db.read.QueryRowContext(ctx, `select backup_folder from register`).Scan(&dir)
	if err != nil {
		return "", fmt.Errorf("read register: %w", err)
	}
	if dir == "" {
		dir = r.ownBackups()
	}
	return dir, nil
}

// SetBackupFolder decides where backups are kept; "" is inside the register's
// own folder. It is for administrators.
func (a *Access) SetBackupFolder(ctx context.Context, dir string) error {
	if err := a.requireRole(ctx, "backup_folder", "", model.RoleAdministrator); err != nil {
		return err
	}
	if dir != "" {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return errors.Join(fmt.Errorf("set backup folder: %s is no folder", dir), err)
		}
	}
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionChange, "", "backup_folder"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `update register set backup_folder = $1`, dir)
		return err
	})
	if err != nil {
		return fmt.Errorf("set backup folder: %w", err)
	}
	return nil
}

// Backup copies the register into a new folder below dir, or below the
// register's folder of backups where dir is empty, while the register is in use.
// The copy is opened, read through and counted before it counts as one. Then
// backups go that the rule no longer keeps: see Kept. It is for administrators.
func (a *Access) Backup(ctx context.Context, dir string) (Backup, error) {
	if err := a.requireRole(ctx, "backup", "", model.RoleAdministrator); err != nil {
		return Backup{}, err
	}
	if dir == "" {
		var err error
		if dir, err = a.r.BackupFolder(ctx); err != nil {
			return Backup{}, err
		}
	}
	return a.makeBackup(ctx, dir)
}

// BackupIfDue makes a backup unless there is one of today, and reports whether
// it did. It is for everybody: whoever works with the register leaves a copy of
// the day.
func (a *Access) BackupIfDue(ctx context.Context) (b Backup, made bool, err error) {
	dir, err := a.r.BackupFolder(ctx)
	if err != nil {
		return b, false, err
	}
	list, err := a.r.backupsIn(dir)
	if err != nil {
		return b, false, fmt.Errorf("list backups: %w", err)
	}
	if len(list) > 0 && model.DateOf(list[0].Made.Local()) == model.DateOf(a.r.now().Local()) {
		return list[0], false, a.logAccess(ctx, ActionBackup, "", "not_due")
	}
	b, err = a.makeBackup(ctx, dir)
	return b, err == nil, err
}

func (a *Access) makeBackup(ctx context.Context, dir string) (Backup, error) {
	if err := a.logAccess(ctx, ActionBackup, "", "folder", "path", dir); err != nil {
		return Backup{}, err
	}
	b, err := a.r.backup(ctx, dir, examineCurrent)
	if err != nil {
		return Backup{}, fmt.Errorf("back up: %w", err)
	}
	if err := a.r.pruneBackups(dir); err != nil {
		return b, fmt.Errorf("remove old backups: %w", err)
	}
	return b, nil
}

// backup copies the register; read looks the copy through.
func (r *Register) backup(ctx context.Context, dir string, read examineFunc) (b Backup, err error) {
	if r.mount == nil {
		return b, ErrKeysMissing
	}
	r.copyMu.Lock()
	defer r.copyMu.Unlock()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return b, err
	}
	// It is made beside the database, where locks can be trusted, and moved.
	making := filepath.Join(r.dir, backupsName, stagingName)
	if err := os.RemoveAll(making); err != nil {
		return b, err
	}
	if err := os.MkdirAll(making, 0o700); err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(making)) }()
	path := filepath.Join(making, databaseName)
	if err := r.db.copyDatabase(ctx, path, r.mount.Name(), nil); err != nil {
		return b, err
	}
	v, err := examineCopy(ctx, path, r.mount, read)
	if err != nil {
		return b, err
	}
	m := manifest{
		Format: manifestFormat, Register: r.id, Made: r.now().UTC().Truncate(time.Second),
		Counts: v.Counts, LogSeq: v.Log.Seq, LogHash: hex.EncodeToString(v.Log.Hash),
	}
	if err := r.writeManifest(making, &m); err != nil {
		return b, err
	}
	to, err := newBackupDir(dir, m.Made)
	if err != nil {
		return b, err
	}
	if err := moveFolder(making, to); err != nil {
		return b, err
	}
	return m.toBackup(to, true)
}

// writeManifest puts the key file beside a copy, and a manifest.
func (r *Register) writeManifest(dir string, m *manifest) error {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if err := copyFile(filepath.Join(r.dir, vault.Name), filepath.Join(dir, vault.Name)); err != nil {
		return err
	}
	var err error
	if m.SHA256, err = fileSHA256(filepath.Join(dir, databaseName)); err != nil {
		return err
	}
	keys := r.keys.Keys()
	key := keys[len(keys)-1]
	m.Epoch = key.Epoch()
	if m.MAC, err = m.mac(key); err != nil {
		return err
	}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	return writeSynced(filepath.Join(dir, manifestName), append(data, '\n'))
}

func (m manifest) toBackup(dir string, genuine bool) (Backup, error) {
	hash, err := hex.DecodeString(m.LogHash)
	if err != nil {
		return Backup{}, fmt.Errorf("%s: %w", dir, ErrNotBackup)
	}
	return Backup{Dir: dir, Made: m.Made, Counts: m.Counts, Log: LogHead{Seq: m.LogSeq, Hash: hash}, Authentic: genuine}, nil
}

func readManifest(dir string) (m manifest, err error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("%s: %w", dir, ErrNotBackup)
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil || m.Format != manifestFormat {
		return m, errors.Join(fmt.Errorf("%s: %w", dir, ErrNotBackup), err)
	}
	return m, nil
}

// Backups are those in the register's folder of backups, the latest first. What
// is no backup of this register is left out.
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

func (r *Register) isAuthentic(m manifest) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if r.keys == nil || r.keys.Key(m.Epoch) == nil {
		return false
	}
	mac, err := m.mac(r.keys.Key(m.Epoch))
	return err == nil && hmac.Equal(mac, m.MAC)
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
	for i, b := range list {
		if !keep[i] {
			err = errors.Join(err, os.RemoveAll(b.Dir))
		}
	}
	return err
}

// newBackupDir is a folder for a backup made at a moment, named by it.
func newBackupDir(dir string, made time.Time) (string, error) {
	name := filepath.Join(dir, made.Format("2006-01-02T150405Z"))
	for n := 2; ; n++ {
		to := name
		if n > 2 {
			to += fmt.Sprintf("-%d", n-1)
		}
		if _, err := os.Stat(to); errors.Is(err, os.ErrNotExist) {
			return to, nil
		} else if err != nil {
			return "", err
		}
	}
}

// moveFolder moves a folder of files, to another disk too. The last file to
// arrive is the manifest, without which the others are no backup.
func moveFolder(from, to string) error {
	if err := os.Rename(from, to); err == nil {
		return vault.SyncDir(filepath.Dir(to))
	}
	parts := to + ".part"
	if err := os.RemoveAll(parts); err != nil {
		return err
	}
	if err := os.Mkdir(parts, 0o700); err != nil {
		return err
	}
	for _, name := range []string{databaseName, vault.Name, manifestName} {
		if err := copyFile(filepath.Join(from, name), filepath.Join(parts, name)); err != nil {
			return errors.Join(err, os.RemoveAll(parts))
		}
	}
	m, err := readManifest(parts)
	if err == nil {
		var sum string
		if sum, err = fileSHA256(filepath.Join(parts, databaseName)); err == nil && sum != m.SHA256 {
			err = fmt.Errorf("%s holds something else than was written", parts)
		}
	}
	if err == nil {
		err = os.Rename(parts, to)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(parts))
	}
	return vault.SyncDir(filepath.Dir(to))
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func fileSHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return strings.ToLower(hex.EncodeToString(h.Sum(nil))), nil
}
