package store_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"fremskridt/model"
	"fremskridt/model/store"
)

// calls are the methods of Access that take a context, each with arguments that
// fit the register. What is new in Access is called too; what needs an argument
// of a type that is not among these must be added here, with its place in the
// access log.
type calls struct {
	*fixture
	byType map[reflect.Type]any
}

func newCalls(f *fixture, c model.Citizen) calls {
	user, err := f.Users(f.Context())
	f.must(err)
	list := calls{f, map[reflect.Type]any{}}
	for _, v := range []any{
		c.ID,
		[]model.ID{c.ID},
		c.CaseNumber,
		store.Query{Scope: store.All, Text: c.Name},
		user[0],
		func(*store.Load) error { return nil },
	} {
		list.byType[reflect.TypeOf(v)] = v
	}
	return list
}

func (c calls) each(fn func(m reflect.Method)) {
	access := reflect.TypeFor[*store.Access]()
	found := 0
	for i := range access.NumMethod() {
		m := access.Method(i)
		if m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
			found++
			fn(m)
		}
	}
	if found < 10 {
		c.Errorf("found just %d methods that take a context", found)
	}
}

// call runs a method and returns its error.
func (c calls) call(m reflect.Method, a *store.Access) error {
	c.Helper()
	in := []reflect.Value{reflect.ValueOf(a), reflect.ValueOf(c.Context())}
	for i := 2; i < m.Type.NumIn(); i++ {
		v, ok := c.byType[m.Type.In(i)]
		if !ok {
			c.Fatalf("%s takes a %v: tell this test what to call it with", m.Name, m.Type.In(i))
		}
		in = append(in, reflect.ValueOf(v))
	}
	out := m.Func.Call(in)
	err, ok := out[len(out)-1].Interface().(error)
	if !ok && !out[len(out)-1].IsNil() {
		c.Fatalf("%s returns no error", m.Name)
	}
	return err
}

func takes(m reflect.Method, types ...reflect.Type) bool {
	for i := 2; i < m.Type.NumIn(); i++ {
		for _, t := range types {
			if m.Type.In(i) == t {
				return true
			}
		}
	}
	return false
}

// ofOne reports whether a method is about one citizen.
func ofOne(m reflect.Method) bool {
	return takes(m, reflect.TypeFor[model.ID]()) || m.Name == "CourseByCase"
}

// There is no unlogged read: whatever an access does is in the log.
func TestEveryMethodIsLogged(t *testing.T) {
	f := newFixture(t)
	c := f.course(1, "Åse Prøvesen")
	f.add(c)
	list := newCalls(f, c.Citizen)
	list.each(func(m reflect.Method) {
		t.Run(m.Name, func(t *testing.T) {
			before := f.count(`select max(seq) from access_log`)
			var role model.Role
			err := error(store.ErrForbidden)
			for _, role = range []model.Role{model.RoleCaseworker, model.RoleTeamLeader, model.RoleAdministrator} {
				if err = list.call(m, f.as("LKN", role)); !errors.Is(err, store.ErrForbidden) {
					break
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			lines := `select count(*) from access_log where seq > $1 and initials = 'LKN' and role = $2 and purpose = 'casework'`
			if f.count(lines, before, role) == 0 {
				t.Error("wrote no line of the access log")
			}
			if ofOne(m) && f.count(lines+` and citizen_id = $3`, before, role, c.Citizen.ID) == 0 {
				t.Error("wrote no line that names the citizen")
			}
		})
	})
}

func TestNobodyReadsACitizenOfAnotherTeam(t *testing.T) {
	f := newFixture(t)
	c := f.course(1, "Åse Prøvesen")
	f.add(c)
	list := newCalls(f, c.Citizen)
	list.each(func(m reflect.Method) {
		if !ofOne(m) {
			return
		}
		t.Run(m.Name, func(t *testing.T) {
			before := f.count(`select max(seq) from access_log`)
			if err := list.call(m, f.as("SYD", model.RoleCaseworker)); !errors.Is(err, store.ErrForbidden) {
				t.Errorf("got %v, want %v", err, store.ErrForbidden)
			}
			if f.count(`select count(*) from access_log where seq > $1 and action = 'refused' and citizen_id = $2`,
				before, c.Citizen.ID) != 1 {
				t.Error("the refusal is not in the log")
			}
		})
	})
}

func TestAnAdministratorAsSuchSeesNoCitizen(t *testing.T) {
	f := newFixture(t)
	c := f.course(1, "Åse Prøvesen")
	f.add(c)
	list := newCalls(f, c.Citizen)
	list.each(func(m reflect.Method) {
		if !ofOne(m) && !takes(m, reflect.TypeFor[[]model.ID](), reflect.TypeFor[store.Query]()) {
			return
		}
		t.Run(m.Name, func(t *testing.T) {
			if err := list.call(m, f.as("LKN", model.RoleAdministrator)); !errors.Is(err, store.ErrForbidden) {
				t.Errorf("got %v, want %v", err, store.ErrForbidden)
			}
		})
	})
}
