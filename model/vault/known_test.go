// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// counting is 00 01 02 ... as a key.
func counting() (b [32]byte) {
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

// Every existing register depends on these bytes. They were computed independently, with
// Python's HMAC.
func TestSubkeyKnownAnswers(t *testing.T) {
	t.Parallel()
	k := vault.DataKeyOf(1, counting())
	for _, c := range []struct {
		use, context, want string
	}{
		{"pages", "", "8f1c6c693f8caabcc4d17934088c98b30a260f5e9be91786680ab93b8f946ed6"},
		{"pages", "a", "62ca2642104cc3f263a6161c54dea3b555fb4213b9c760b251d1138dd11789a7"},
		{"pages", "a\x00", "d3d24adaeb157529687d8f9692afb1c20201468e86eb6cf630bb27263e94dd29"},
		{"cpr index", "", "fd8acaf80a510b45eb9f65c4386bc08bdeddf8957bccda6738d908a6e7d402b8"},
	} {
		got := k.Subkey(c.use, []byte(c.context))
		if hexOf(got[:]) != c.want {
			t.Errorf("Subkey(%q, %q) = %x, want %s", c.use, c.context, got, c.want)
		}
	}
}

func TestLabelKnownAnswers(t *testing.T) {
	t.Parallel()
	const register = "0190a5c2-7b1e-7000-8000-000000000001"
	for _, c := range []struct {
		register, initials, want string
	}{
		{register, "LKN", "52c3035a32c60a9c39c2c5ae2976ff53"},
		{register, " lkn ", "52c3035a32c60a9c39c2c5ae2976ff53"},
		{register, "ÅBØ", "d290c903455c17bd8cb2e561abb6138e"},
		{register, "a\u030abø", "d290c903455c17bd8cb2e561abb6138e"}, // å as a Mac types it
		{"another", "LKN", "8933185ee5e6d4a5e9b45f1d0b4a1392"},
	} {
		if got := hexOf(vault.Label(c.register, c.initials)); got != c.want {
			t.Errorf("label of %q in %q = %s, want %s", c.initials, c.register, got, c.want)
		}
	}
}

func TestStretchKnownAnswers(t *testing.T) {
	t.Parallel()
	salt := []byte("0123456789abcdef")
	for _, pass := range []string{"blå himmel over åen", "bla\u030a himmel over a\u030aen"} {
		if got := hexOf(vault.Stretch([]byte(pass), salt, vault.MinCost)); got != "0fd02e77df3a9a89a824ed9186b7ba5653a9d5daaaa5be8a889a803bbf452ab6" {
			t.Errorf("%q gives %s", pass, got)
		}
	}
}

func TestRecoveryCode(t *testing.T) {
	t.Parallel()
	key := counting()
	const code = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-EP6X"
	if got := vault.EncodeCode(key[:20]); got != code {
		t.Fatalf("code %s, want %s", got, code)
	}
	for _, typed := range []string{
		code,
		strings.ToLower(code),
		strings.ReplaceAll(code, "-", ""),
		" " + strings.ReplaceAll(code, "-", " – ") + "\n",
		strings.NewReplacer("0", "O", "1", "l").Replace(code),
		strings.NewReplacer("0", "o", "1", "I").Replace(code),
	} {
		got, err := vault.DecodeCode(typed)
		if err != nil || hexOf(got) != hexOf(key[:20]) {
			t.Errorf("%q reads as %x, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", code[:len(code)-1], code + "0", "U" + code[1:], "Å" + code[2:], "7" + code[1:]} {
		if _, err := vault.DecodeCode(typed); !errors.Is(err, vault.ErrRecoveryTypo) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// One wrong character, or two transposed neighbours, is found at every position.
func TestRecoveryCodeFindsTypos(t *testing.T) {
	t.Parallel()
	key := counting()
	code := strings.ReplaceAll(vault.EncodeCode(key[:20]), "-", "")
	for i := range code {
		for _, c := range "0123456789ABCDEFGHJKMNPQRSTVWXYZ" {
			typed := code[:i] + string(c) + code[i+1:]
			if _, err := vault.DecodeCode(typed); typed != code && err == nil {
				t.Errorf("%s passes for %s", typed, code)
			}
		}
		if i > 0 && code[i] != code[i-1] {
			typed := code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:]
			if _, err := vault.DecodeCode(typed); err == nil {
				t.Errorf("%s passes for %s", typed, code)
			}
		}
	}
}

// Keys must not appear in logs and error messages.
func TestKeysDoNotPrint(t *testing.T) {
	t.Parallel()
	key := counting()
	k := vault.DataKeyOf(3, key)
	o, _, err := vault.Create("r", "LKN", []byte(anna), vault.ForTests)
	if err != nil {
		t.Fatal(err)
	}
	holder := struct {
		A *vault.DataKey
		B vault.DataKey
		b vault.DataKey
		c any
	}{k, *k, *k, *k}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%X", "%q", "%d"} {
		for _, v := range []any{k, *k, []*vault.DataKey{k}, []vault.DataKey{*k}, map[string]vault.DataKey{"": *k}, holder, &holder} {
			s := fmt.Sprintf(verb, v)
			for _, trace := range []string{hexOf(key[1:9]), strings.ToUpper(hexOf(key[1:9])), "1 2 3 4 5", "0x1, 0x2, 0x3"} {
				if strings.Contains(s, trace) {
					t.Errorf("%s of %T prints the key: %s", verb, v, s)
				}
			}
		}
		for _, v := range []any{o, *o} {
			if s := fmt.Sprintf(verb, v); s != "Opened(r)" {
				t.Errorf("%s of %T prints %s", verb, v, s)
			}
		}
	}
	if s := fmt.Sprintf("%v", k); s != "DataKey(epoch 3)" {
		t.Error(s)
	}
}

func TestAWipedKeyIsNoKey(t *testing.T) {
	t.Parallel()
	k := vault.DataKeyOf(1, counting())
	k.Wipe()
	k.Wipe()
	defer func() {
		if recover() == nil {
			t.Error("a wiped key gives subkeys")
		}
	}()
	k.Subkey("pages", nil)
}
