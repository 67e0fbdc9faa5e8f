// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// user is a user in the model.
type user struct {
	pass string
	once bool
}

// TestMain keeps the property tests short; -rapid.checks on the command line wins.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "10"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// After any sequence of operations on a key file, exactly the passphrases in the
// model open it, and they open the live keys.
func TestInAnyOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	everyone := []string{"ANN", "BO", "CAR", "DAN"}
	phrases := []string{anna, bo, carla, "otte ænder går over vejen", "måske regner det i morgen"}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "vault")
		rmust(t, err)
		defer func() { _ = os.RemoveAll(dir) }()
		path := filepath.Join(dir, vault.Name)

		o, recovery, err := vault.Create("register-a", "ANN", []byte(anna), vault.ForTests)
		rmust(t, err)
		rmust(t, o.Save(path))
		users := map[string]user{"ANN": {pass: anna}}
		epochs := []uint32{1}
		subkeys := map[[32]byte]uint32{use(o.Key(1)): 1}

		anyone := rapid.SampledFrom(everyone)
		phrase := rapid.SampledFrom(phrases)
		actions := map[string]func(*rapid.T){
			"set user": func(t *rapid.T) {
				who, pass, once := anyone.Draw(t, "who"), phrase.Draw(t, "pass"), rapid.Bool().Draw(t, "once")
				rmust(t, o.SetUser(who, []byte(pass), vault.ForTests, once))
				users[who] = user{pass, once}
			},
			"remove user": func(t *rapid.T) {
				who := anyone.Draw(t, "who")
				_, known := users[who]
				switch err := o.RemoveUser(who); {
				case !known:
					rwant(t, err, vault.ErrNoUser)
				case len(users) == 1:
					rwant(t, err, vault.ErrLastUser)
				case len(epochs) == 2:
					rwant(t, err, vault.ErrRotating)
				default:
					rwant(t, err, nil)
					delete(users, who)
				}
			},
			"change passphrase": func(t *rapid.T) {
				who, old, pass := anyone.Draw(t, "who"), phrase.Draw(t, "old"), phrase.Draw(t, "new")
				u, known := users[who]
				switch err := o.ChangePassphrase(who, []byte(old), []byte(pass), vault.ForTests); {
				case !known:
					rwant(t, err, vault.ErrNoUser)
				case u.pass != old:
					rwant(t, err, vault.ErrWrongPassphrase)
				default:
					rwant(t, err, nil)
					users[who] = user{pass: pass}
				}
			},
			"begin": func(t *rapid.T) {
				err := o.BeginRotation()
				if len(epochs) == 2 {
					rwant(t, err, vault.ErrRotating)
					return
				}
				rwant(t, err, nil)
				epochs = append(epochs, epochs[0]+1)
				subkeys[use(o.Keys()[1])] = epochs[1]
			},
			"finish": func(t *rapid.T) {
				err := o.FinishRotation()
				if len(epochs) == 1 {
					rwant(t, err, vault.ErrNotRotating)
					return
				}
				rwant(t, err, nil)
				epochs = epochs[1:]
			},
			"abandon": func(t *rapid.T) {
				err := o.AbandonRotation()
				if len(epochs) == 1 {
					rwant(t, err, vault.ErrNotRotating)
					return
				}
				rwant(t, err, nil)
				epochs = epochs[:1]
			},
			"new recovery code": func(t *rapid.T) {
				code, err := o.NewRecovery()
				rmust(t, err)
				rmust(t, o.Save(path))
				_, err = rread(t, path).Recover(recovery)
				rwant(t, err, vault.ErrWrongPassphrase)
				recovery = code
			},
			"log in": func(t *rapid.T) {
				rmust(t, o.Save(path))
				o.Wipe()
				who := rapid.SampledFrom(slices.Sorted(maps.Keys(users))).Draw(t, "who")
				o, err = rread(t, path).Unlock(who, []byte(users[who].pass))
				rmust(t, err)
			},
			"recover": func(t *rapid.T) {
				rmust(t, o.Save(path))
				o.Wipe()
				o, err = rread(t, path).Recover(recovery)
				rmust(t, err)
			},
			"": func(t *rapid.T) { // after every action
				data, err := o.Encode()
				rmust(t, err)
				f, err := vault.Parse(data)
				rmust(t, err)
				if f.Users() != len(users) {
					t.Fatalf("%d users, want %d", f.Users(), len(users))
				}
				for _, who := range everyone {
					for _, pass := range phrases {
						u, known := users[who]
						got, err := f.Unlock(who, []byte(pass))
						if !known || u.pass != pass {
							rwant(t, err, vault.ErrWrongPassphrase)
							continue
						}
						rmust(t, err)
						if got.MustChange() != u.once {
							t.Fatalf("%s must change: %v", who, got.MustChange())
						}
						var live []uint32
						for _, k := range got.Keys() {
							if subkeys[use(k)] != k.Epoch() {
								t.Fatalf("%s gets another key for epoch %d", who, k.Epoch())
							}
							live = append(live, k.Epoch())
						}
						if !slices.Equal(live, epochs) {
							t.Fatalf("%s gets epochs %v, want %v", who, live, epochs)
						}
					}
				}
			},
		}
		t.Repeat(actions)
	})
}

func rmust(t *rapid.T, err error) {
	t.Helper()
	rwant(t, err, nil)
}

func rwant(t *rapid.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("%v, want %v", err, want)
	}
}

func rread(t *rapid.T, path string) *vault.File {
	t.Helper()
	f, err := vault.Read(path)
	rmust(t, err)
	return f
}
