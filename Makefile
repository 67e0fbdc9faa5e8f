# The everyday commands. Each installs what Debian or Ubuntu lacks; on Windows and
# macOS use the plain go commands of README.md.

GO      ?= go
BINARY  := fremskridt
RELEASE := -trimpath -tags x11,migrated_fynedo,no_emoji -ldflags "-s -w"
# The window speaks X11, which Wayland desktops serve too; it spares the headers
# of Wayland.
WINDOW  := -tags x11
TOOLS   := $(CURDIR)/.tools

# go.mod names the Go release to build with. It is used where it can be fetched,
# otherwise the one that is installed.
ifeq ($(origin GOTOOLCHAIN),undefined)
export GOTOOLCHAIN := $(shell GOTOOLCHAIN=auto $(GO) version >/dev/null 2>&1 && echo auto || echo local)
endif

# The packages with work on several goroutines, tested under the race detector too. Most
# tests of the window run its work on one goroutine; those that do not are chosen by name.
# Tests of files and of other processes are skipped under it.
CONCURRENT := ./model/exchange ./model/store ./model/analysis/cohort ./ui/saving

.PHONY: run build test plain quick lint race fuzz once window bench proofs notices windows release clean

# Builds and opens the window; without a display, draws one invented citizen.
run:
	@scripts/setup.sh build
	$(GO) build $(WINDOW) -o $(BINARY) .
	@scripts/run.sh ./$(BINARY)

build:
	@scripts/setup.sh build
	$(GO) build $(WINDOW) -o $(BINARY) .

# Everything a change must pass. The real window mostly waits, so it shares the machine
# with the tests.
test: lint
	@$(MAKE) --no-print-directory -j2 -Otarget window race plain once fuzz

plain:
	@scripts/setup.sh test
	CGO_ENABLED=0 $(GO) test -tags ci -timeout 20m $(TESTFLAGS) ./...

# The fast loop: no C compiler, no display, no test that takes seconds.
quick:
	CGO_ENABLED=0 $(GO) test -short -tags ci -timeout 20m $(TESTFLAGS) ./...

lint:
	@GO=$(GO) TOOLS=$(TOOLS) scripts/lint.sh

# SQLite keeps its data outside Go's memory, where neither the race detector nor the
# checks of pointers look. Left out of its code, the tests take a third of the time.
UNCHECKED := -gcflags='modernc.org/...=-d=checkptr=0' -gcflags='modernc.org/sqlite/lib=-d=checkptr=0 -race=false'

race:
	@scripts/setup.sh build
	$(GO) test -race $(UNCHECKED) -tags ci -timeout 30m $(TESTFLAGS) $(CONCURRENT)
	$(GO) test -race $(UNCHECKED) -tags ci -timeout 30m $(TESTFLAGS) -run 'Background|After|Watch|Plot|Lock|Work|Idle' ./ui ./ui/widgets

# Every benchmark once, in a small size, so that none stops working unseen.
once:
	CGO_ENABLED=0 $(GO) test -tags ci -timeout 20m -short -run '^$$' -bench . -benchtime 1x ./...

# Every test runs the seeds of its fuzz tests; this adds a few hundred inputs.
fuzz:
	@GO=$(GO) scripts/fuzz.sh 500x

# The real window under a virtual display, driven by keyboard.
window:
	@scripts/setup.sh test
	$(GO) build $(WINDOW) -o $(BINARY) .
	@scripts/window-test.sh ./$(BINARY)
	@scripts/window-entry-test.sh ./$(BINARY)

# The figures of docs/performance.md and whether its goals are met.
bench:
	@scripts/setup.sh test
	@GO=$(GO) scripts/bench.sh

# The claims of docs/file-format.md and docs/methods.md at full size.
proofs:
	@GO=$(GO) scripts/proofs.sh

# The licences of what the program contains.
notices:
	@GO=$(GO) TOOLS=$(TOOLS) scripts/notices.sh

# A Windows program has a window or a console, so there are two: the second is for
# the command line.
MINGW := GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
	$(GO) build -trimpath -tags migrated_fynedo,no_emoji

windows:
	@scripts/setup.sh windows
	mkdir -p dist
	$(MINGW) -ldflags "-s -w -H windowsgui" -o dist/fremskridt.exe .
	$(MINGW) -ldflags "-s -w" -o dist/fremskridt-cli.exe .

release:
	@scripts/setup.sh build
	mkdir -p dist
	$(GO) build $(RELEASE) -o dist/$(BINARY) .

clean:
	rm -rf $(BINARY) dist artefacts .tools
