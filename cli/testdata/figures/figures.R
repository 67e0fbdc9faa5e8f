# The group figures of docs/methods.md, computed by R from tables that
# figures_test.go writes: of everybody, with nothing withheld.
#
#   go test ./cli -run TestFiguresAgreeWithR -update   # writes the tables
#   Rscript figures.R sample && Rscript figures.R demo  # writes figures.json
#
# R 4.2.2, survival 3.5-3, sandwich 3.0-2, clubSandwich 0.5.8, psych 2.2.9, jsonlite 1.8.4.
suppressMessages({
  library(survival)
  library(sandwich)
  library(clubSandwich)
  library(psych)
  library(jsonlite)
})
options(digits = 17)
dir <- commandArgs(TRUE)[1]
table_of <- function(name) {
  read.csv(file.path(dir, name), colClasses = "character", na.strings = "", encoding = "UTF-8")
}
day <- function(x) as.integer(as.Date(x))
as_of <- day("2026-11-24")
interval_days <- 91

citizens <- table_of("citizens.csv")
citizens$opened <- day(citizens$opened)
citizens$closed <- day(citizens$closed)
activities <- table_of("activities.csv")
activities$start <- day(activities$start)
activities$end <- day(activities$end)
outcomes <- table_of("outcomes.csv")
outcomes$date <- day(outcomes$date)
items <- table_of("items.csv")
for (v in c("low", "high")) items[[v]] <- as.integer(items[[v]])
items$index <- items$index == "true"
items$reversed <- items$reversed == "true"
sheets <- table_of("sheets.csv")
sheets$date <- day(sheets$date)
sheets$entered <- as.integer(sheets$entered)
retests <- sheets[sheets$retest == "true", ]
sheets <- sheets[sheets$retest == "false", ]

# Long: one row an answer, of several of a day the one entered last.
long <- do.call(rbind, lapply(seq_len(nrow(items)), function(i) {
  it <- items[i, ]
  s <- sheets[sheets$respondent == it$respondent, ]
  v <- as.integer(s[[it$item]])
  d <- data.frame(citizen = s$citizen, respondent = it$respondent, item = it$item, date = s$date, entered = s$entered,
    y = if (it$reversed) it$low + it$high - v else v)
  d[!is.na(d$y), ]
}))
long <- long[order(long$citizen, long$item, long$date, long$entered), ]
key <- paste(long$citizen, long$item, long$date)
long <- long[!duplicated(key, fromLast = TRUE), ]
long <- long[long$date <= as_of, ]

# The index of a sheet: of several of a day, that of the last entered.
index_of <- function(r) {
  it <- items[items$respondent == r & items$index, ]
  s <- sheets[sheets$respondent == r & sheets$date <= as_of, ]
  s <- s[order(s$citizen, s$date, s$entered), ]
  s <- s[!duplicated(paste(s$citizen, s$date), fromLast = TRUE), ]
  m <- sapply(seq_len(nrow(it)), function(i) {
    v <- as.numeric(s[[it$item[i]]])
    if (it$reversed[i]) it$low[i] + it$high[i] - v else v
  })
  n <- rowSums(!is.na(m))
  x <- rowMeans(m, na.rm = TRUE)
  x[10 * n < 7 * nrow(it)] <- NA
  low <- it$low[1]
  high <- it$high[1]
  list(table = data.frame(citizen = s$citizen, date = s$date, index = x, percent = 100 * (x - low) / (high - low),
    complete = n == nrow(it)), m = m, per_step = 100 / (high - low))
}
indexes <- list(citizen = index_of("citizen"), caseworker = index_of("caseworker"))

# Days: one vector a citizen and kind, from the first day that anything is of.
first_day <- min(c(activities$start, sheets$date, outcomes$date, citizens$opened), na.rm = TRUE) - 400
days <- list()
for (id in citizens$citizen) {
  n <- as_of - first_day + 1
  company <- other <- neutral <- logical(n)
  mine <- activities[activities$citizen == id & activities$start <= as_of, ]
  for (k in seq_len(nrow(mine))) {
    to <- if (is.na(mine$end[k])) as_of else min(mine$end[k], as_of)
    if (to < mine$start[k]) next
    span <- (max(mine$start[k], first_day):to) - first_day + 1
    if (mine$group[k] == "company") company[span] <- TRUE
    if (mine$group[k] == "other") other[span] <- TRUE
    if (mine$group[k] == "neutral") neutral[span] <- TRUE
  }
  days[[id]] <- list(
    company = cumsum(company), other = cumsum(other & !company), exempt = cumsum(neutral & !company & !other),
    any = company | other | neutral, first_company = if (any(company)) which(company)[1] + first_day - 1 else NA
  )
}
count <- function(id, kind, from, to) { # days of from < d <= to
  at <- function(d) if (d < first_day) 0 else days[[id]][[kind]][d - first_day + 1]
  at(to) - at(from)
}
expose <- function(id, from, to) {
  e <- list(days = to - from, company = count(id, "company", from, to), other = count(id, "other", from, to))
  e$n <- e$days - count(id, "exempt", from, to)
  e
}

wilson <- function(k, n) {
  z <- qnorm(.975)
  p <- k / n
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(centre - half, centre + half)
}
part <- function(k, n) list(count = k, of = n, share = k / n, low = wilson(k, n)[1], high = wilson(k, n)[2])
sdc <- function(sd, r) 1.96 * sqrt(2) * sd * sqrt(1 - r)
out <- list()
open_on <- function(d) citizens$opened <= d & (is.na(citizens$closed) | citizens$closed >= d)

# Coverage (methods 3).
coverage <- local({
  s <- unique(sheets[sheets$date <= as_of, c("citizen", "respondent", "date")])
  s <- s[order(s$citizen, s$respondent, s$date), ]
  n <- aggregate(date ~ citizen + respondent, s, length)
  latest <- aggregate(date ~ citizen + respondent, s, max)
  everybody <- citizens$citizen[citizens$opened <= as_of]
  open <- citizens$citizen[open_on(as_of)]
  recent <- function(r) latest$citizen[latest$respondent == r & as_of - latest$date <= interval_days + 14]
  gaps <- unlist(tapply(s$date, paste(s$citizen, s$respondent), diff))
  idle <- sapply(open, function(id) !days[[id]]$any[as_of - first_day + 1])
  list(
    citizens = length(everybody), open = length(open),
    two_or_more = part(length(intersect(everybody, n$citizen[n$date > 1])), length(everybody)),
    by_citizen = part(length(intersect(open, recent("citizen"))), length(open)),
    by_caseworker = part(length(intersect(open, recent("caseworker"))), length(open)),
    by_both = part(length(intersect(intersect(open, recent("citizen")), recent("caseworker"))), length(open)),
    in_window = part(sum(abs(gaps - interval_days) <= 14), length(gaps)),
    idle = part(sum(idle), length(open))
  )
})
out$coverage <- coverage

# The r of an item: the ICC(2,1) of answers and retests from 50 pairs on (methods 2).
measured <- sheets[order(sheets$citizen, sheets$respondent, sheets$date, sheets$entered), ]
measured <- measured[!duplicated(paste(measured$citizen, measured$respondent, measured$date), fromLast = TRUE), ]
r_of <- function(it) {
  again <- retests[retests$respondent == it$respondent & !is.na(retests[[it$item]]), ]
  pairs <- do.call(rbind, lapply(seq_len(nrow(again)), function(k) {
    a <- again[k, ]
    m <- measured[measured$citizen == a$citizen & measured$respondent == a$respondent, ]
    m <- tail(m[m$date <= a$date & a$date - m$date <= 14, ], 1)
    if (nrow(m) == 0 || is.na(m[[it$item]])) NULL else as.integer(c(m[[it$item]], a[[it$item]]))
  }))
  if (is.null(pairs) || nrow(pairs) < 50) .7 else psych::ICC(pairs, lmer = FALSE)$results$ICC[2]
}

# Movement.
first_answers <- long[!duplicated(paste(long$citizen, long$item)), ]
out$movement <- lapply(seq_len(nrow(items)), function(i) {
  it <- items[i, ]
  d <- long[long$item == it$item, ]
  f <- d[!duplicated(d$citizen), ]
  l <- d[!duplicated(d$citizen, fromLast = TRUE), ]
  change <- (l$y - f$y)[l$date > f$date]
  all_first <- first_answers$y[first_answers$item == it$item]
  limit <- sdc(if (length(all_first) >= 50) sd(all_first) else 1, r_of(it))
  n <- length(change)
  list(
    respondent = it$respondent, item = it$item, n = n, up = part(sum(change > 0), n), same = part(sum(change == 0), n),
    down = part(sum(change < 0), n), beyond_up = part(sum(change >= limit), n), beyond_down = part(sum(-change >= limit), n),
    sdc = limit, spread = as.numeric(quantile(change, c(.25, .5, .75)))
  )
})

# Alpha, from first complete sheets; it is the r of the index too.
out$reliability <- lapply(c("citizen", "caseworker"), function(r) {
  x <- indexes[[r]]
  keep <- x$table$complete
  rows <- x$m[keep, ][!duplicated(x$table$citizen[keep]), ]
  a <- suppressMessages(suppressWarnings(psych::alpha(as.data.frame(rows), check.keys = FALSE)))
  list(respondent = r, n = nrow(rows), alpha = a$total$raw_alpha)
})
alpha_of <- c(citizen = out$reliability[[1]]$alpha, caseworker = out$reliability[[2]]$alpha)

# Scatter.
out$scatter <- lapply(c("citizen", "caseworker"), function(r) {
  x <- indexes[[r]]
  d <- x$table[!is.na(x$table$index), ]
  f <- d[!duplicated(d$citizen), ]
  l <- d[!duplicated(d$citizen, fromLast = TRUE), ]
  limit <- sdc(sd(f$index), alpha_of[[r]])
  change <- (l$index - f$index)[l$date > f$date]
  n <- length(change)
  list(respondent = r, n = n, over = part(sum(change >= limit), n), under = part(sum(-change >= limit), n),
    within = part(sum(abs(change) < limit), n), band = limit * x$per_step)
})

# Who gets what.
out$targeting <- lapply(c("citizen", "caseworker"), function(r) {
  d <- indexes[[r]]$table
  d <- d[!is.na(d$index), ]
  list <- do.call(rbind, lapply(unique(d$citizen), function(id) {
    p <- citizens[citizens$citizen == id, ]
    mine <- d[d$citizen == id, ]
    for (k in rev(seq_len(nrow(mine)))) {
      to <- min(mine$date[k] + 91, as_of, p$closed, na.rm = TRUE)
      if (to <= mine$date[k]) next
      e <- expose(id, mine$date[k], to)
      if (e$n >= 28) {
        return(data.frame(index = mine$percent[k], company = e$company / e$n, other = e$other / e$n))
      }
    }
  }))
  cuts <- quantile(list$index, c(.25, .5, .75))
  q <- 1 + (list$index > cuts[1]) + (list$index > cuts[2]) + (list$index > cuts[3])
  list(respondent = r, n = nrow(list), quartiles = lapply(1:4, function(k) {
    m <- list[q == k, ]
    list(n = nrow(m), company = mean(m$company), other = mean(m$other), passive = mean(1 - m$company - m$other))
  }))
})

# The series of an item: a new one after a gap of more than 365 days.
series_of <- function(item) {
  d <- long[long$item == item, ]
  d$gap <- c(NA, diff(d$date))
  d$gap[!duplicated(d$citizen)] <- NA
  d$series <- cumsum(is.na(d$gap) | d$gap > 365)
  d
}
clocks <- function(d) {
  origin <- ave(d$date, d$series, FUN = min)
  e <- lapply(seq_len(nrow(d)), function(i) expose(d$citizen[i], origin[i], d$date[i]))
  d$T <- sapply(e, `[[`, "n") / 91
  d$C <- sapply(e, `[[`, "company") / 91
  d$O <- sapply(e, `[[`, "other") / 91
  d
}

# Mean change by main group.
left_short <- left_long <- 0
out$change <- lapply(seq_len(nrow(items)), function(i) {
  d <- long[long$item == items$item[i], ]
  k <- which(duplicated(d$citizen)) # an earlier answer of the same citizen stands before
  e <- lapply(k, function(j) expose(d$citizen[j], d$date[j - 1], d$date[j]))
  v <- data.frame(citizen = d$citizen[k], days = sapply(e, `[[`, "days"), n = sapply(e, `[[`, "n"),
    company = sapply(e, `[[`, "company"), other = sapply(e, `[[`, "other"), change = d$y[k] - d$y[k - 1])
  left_short <<- left_short + sum(v$n < 28)
  left_long <<- left_long + sum(v$n >= 28 & v$days > 365)
  v <- v[v$n >= 28 & v$days <= 365, ]
  comp <- v$company / v$n
  oth <- v$other / v$n
  pas <- 1 - comp - oth
  group <- ifelse(comp >= .5, "company", ifelse(oth >= .5, "other", ifelse(pas >= .5 - 1e-12, "passive", "mixed")))
  list(item = items$item[i], groups = lapply(c("company", "other", "passive", "mixed"), function(g) {
    m <- v[group == g, ]
    y <- 91 * m$change / m$days
    G <- length(unique(m$citizen))
    if (G < 2) return(list(group = g, citizens = G, intervals = nrow(m)))
    fit <- lm(y ~ 1)
    u <- tapply(residuals(fit), m$citizen, sum)
    se <- sqrt(G / (G - 1) * sum(u^2)) / nrow(m)
    list(group = g, citizens = G, intervals = nrow(m), mean = mean(y), se = se,
      low = mean(y) - qt(.975, G - 1) * se, high = mean(y) + qt(.975, G - 1) * se)
  }))
})
out$left_out <- list(short = left_short, long = left_long)

# The within estimator with the variance CR2 and Satterthwaite's degrees of freedom,
# clustered by citizen (methods 4).
estimate <- function(f, combine) {
  w <- matrix(as.numeric(names(coef(f$m)) %in% combine), 1)
  t <- linear_contrast(f$m, f$V, w, level = .95, test = "Satterthwaite", p_values = TRUE)
  list(estimate = t$Est, se = t$SE, low = t$CI_L, high = t$CI_U, p = if (t$df < 4) NA else max(t$p_val, 1e-15), df = t$df)
}
within_fit <- function(y, X, series, citizen) {
  keep <- ave(y, series, FUN = length) > 1
  y <- y[keep]
  X <- as.matrix(X)[keep, , drop = FALSE]
  series <- series[keep]
  citizen <- citizen[keep]
  demean <- function(v) v - ave(v, series)
  Y <- demean(y)
  M <- apply(X, 2, demean)
  q <- qr(M, tol = 1e-9)
  M <- M[, sort(q$pivot[seq_len(q$rank)]), drop = FALSE]
  m <- lm(Y ~ . - 1, data.frame(Y = Y, M, check.names = FALSE))
  names(m$coefficients) <- gsub("`", "", names(m$coefficients))
  list(m = m, V = vcovCR(m, citizen, "CR2"), G = length(unique(citizen)), n = length(Y))
}
out$progression <- lapply(seq_len(nrow(items)), function(i) {
  d <- clocks(series_of(items$item[i]))
  f <- within_fit(d$y, d[, c("T", "C", "O")], d$series, d$citizen)
  d2 <- d[ave(d$y, d$series, FUN = length) > 1, ]
  when <- as.POSIXlt(as.Date(d2$date, origin = "1970-01-01"))
  quarter <- factor(4 * (1900 + when$year) + when$mon %/% 3)
  dummies <- model.matrix(~quarter)[, -1, drop = FALSE]
  cal <- within_fit(d2$y, cbind(as.matrix(d2[, c("T", "C", "O")]), dummies), d2$series, d2$citizen)
  has_next <- duplicated(d$series, fromLast = TRUE)
  d$coming <- NA
  k <- which(has_next)
  d$coming[k] <- d$C[k + 1] - d$C[k]
  l <- d[k, ]
  lead <- within_fit(l$y, l[, c("T", "C", "O", "coming")], l$series, l$citizen)
  e <- estimate(lead, "coming")
  list(
    respondent = items$respondent[i], item = items$item[i], answers = f$n, citizens = f$G,
    passive = estimate(f, "T"), company = estimate(f, "C"), other = estimate(f, "O"),
    slopes = list(passive = estimate(f, "T"), other = estimate(f, c("T", "O")),
      company = estimate(f, c("T", "C"))),
    calendar = list(passive = estimate(cal, "T"), company = estimate(cal, "C"),
      other = estimate(cal, "O")),
    lead = c(e, t = e$estimate / e$se), gaps = sum(d$gap > 365, na.rm = TRUE)
  )
})
holm <- function(part) p.adjust(sapply(out$progression, function(r) r[[part]]$p), "holm")
company_holm <- holm("company")
other_holm <- holm("other")
for (i in seq_along(out$progression)) {
  out$progression[[i]]$company$holm <- company_holm[i]
  out$progression[[i]]$other$holm <- other_holm[i]
}

# Event study.
out$event_study <- lapply(seq_len(nrow(items)), function(i) {
  d <- series_of(items$item[i])
  d$first <- sapply(d$citizen, function(id) days[[id]]$first_company)
  d <- d[!is.na(d$first), ]
  d$at <- ave(seq_len(nrow(d)), d$series, FUN = function(k) {
    after <- d$date[k] >= d$first[k]
    if (after[1] || !any(after)) rep(NA, length(k)) else seq_along(k) - which(after)[1]
  })
  d <- d[!is.na(d$at) & d$at >= -2 & d$at <= 2, ]
  X <- sapply(c(-2, 0, 1, 2), function(r) as.numeric(d$at == r))
  colnames(X) <- c("m2", "p0", "p1", "p2")
  f <- within_fit(d$y, X, d$series, d$citizen)
  list(item = items$item[i], points = lapply(1:5, function(k) {
    r <- (-2:2)[k]
    n <- length(unique(d$citizen[d$at == r]))
    if (r == -1) return(list(at = r, citizens = n))
    c(list(at = r, citizens = n), estimate(f, c(m2 = "m2", ref = "", p0 = "p0", p1 = "p1", p2 = "p2")[[k]]))
  }))
})

# Time to job (methods 5), by the citizen's index.
job <- local({
  x <- indexes$citizen$table
  x <- x[!is.na(x$index), ]
  rows <- do.call(rbind, lapply(citizens$citizen[citizens$opened <= as_of], function(id) {
    p <- citizens[citizens$citizen == id, ]
    s <- sheets$date[sheets$citizen == id & sheets$date <= as_of]
    if (length(s) == 0) return(NULL)
    origin <- min(s)
    end <- min(as_of, p$closed, na.rm = TRUE)
    event <- 0
    o <- outcomes[outcomes$citizen == id, ]
    if (nrow(o) == 0 && !is.na(p$close_role)) o <- data.frame(citizen = id, date = p$closed, role = p$close_role)
    o <- o[order(o$date, match(o$role, c("job", "flexjob"), nomatch = 3)), ]
    if (nrow(o) > 0 && o$date[1] <= end) {
      end <- o$date[1]
      event <- as.integer(o$role[1] == "job")
    }
    if (end - origin <= 0) return(NULL)
    at <- x[x$citizen == id & x$date >= origin & x$date <= origin + 14, ]
    if (nrow(at) == 0) return(NULL)
    data.frame(citizen = id, origin = origin, time = end - origin, event = event, percent = at$percent[1], first = at$index[1])
  }))
  cuts <- quantile(rows$percent, c(1 / 3, 2 / 3))
  rows$third <- 1 + (rows$percent > cuts[1]) + (rows$percent > cuts[2])
  rows
})
curve_of <- function(d, name) {
  f <- survfit(Surv(time, event) ~ 1, data = d, conf.type = "log-log")
  k <- f$n.event > 0
  list(group = name, n = nrow(d), events = sum(d$event), steps = lapply(which(k), function(j) {
    list(day = f$time[j], survival = f$surv[j], se = f$surv[j] * f$std.err[j], low = f$lower[j], high = f$upper[j])
  }))
}
out$km <- c(list(curve_of(job, "all")), lapply(1:3, function(k) curve_of(job[job$third == k, ], k)))
test <- survdiff(Surv(time, event) ~ third, data = job)
out$logrank <- list(chi2 = test$chisq, df = length(test$n) - 1, p = pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
periods <- do.call(rbind, lapply(seq_len(nrow(job)), function(i) {
  r <- job[i, ]
  x <- indexes$citizen$table
  x <- x[!is.na(x$index) & x$citizen == r$citizen, ]
  rows <- NULL
  for (k in 0:100) {
    start <- r$origin + 91 * k
    left <- r$time - 91 * k
    event <- r$event == 1 && left <= 91
    if (left <= 0 || (left < 91 && !event)) break
    e <- expose(r$citizen, start - 91, start)
    before <- x$index[x$date <= start]
    rows <- rbind(rows, data.frame(citizen = r$citizen, period = min(k + 1, 8), event = as.integer(event),
      index = if (k == 0 || length(before) == 0) r$first else tail(before, 1),
      company = if (e$n > 0) e$company / e$n else 0, other = if (e$n > 0) e$other / e$n else 0))
    if (event) break
  }
  rows
}))
told <- names(which(tapply(periods$event, periods$period, sum) == 0))
fitted <- periods[!periods$period %in% told, ]
g <- glm(event ~ index + company + other + factor(period), binomial, fitted, control = glm.control(epsilon = 1e-14, maxit = 100))
G <- length(unique(periods$citizen))
score <- rowsum(estfun(g), fitted$citizen)
info <- solve(crossprod(model.matrix(g) * sqrt(g$weights)))
V <- G / (G - 1) * info %*% crossprod(score) %*% info
out$hazard <- c(list(citizens = G, periods = nrow(periods), events = sum(periods$event)), sapply(c("index", "company", "other"), function(v) {
  b <- coef(g)[[v]]
  se <- sqrt(V[match(v, names(coef(g))), match(v, names(coef(g)))])
  list(ratio = exp(b), se = se, low = exp(b - qnorm(.975) * se), high = exp(b + qnorm(.975) * se), p = 2 * pnorm(-abs(b / se)))
}, simplify = FALSE))

# Agreement (methods 6).
both <- merge(items[items$respondent == "citizen", ], items[items$respondent == "caseworker", ], by = "domain")
both <- both[both$low.x == both$low.y & both$high.x == both$high.y, ]
out$agreement <- lapply(seq_len(nrow(both)), function(i) {
  a <- long[long$item == both$item.x[i], ]
  b <- long[long$item == both$item.y[i], ]
  pairs <- do.call(rbind, lapply(unique(a$citizen), function(id) {
    x <- a[a$citizen == id, ]
    y <- b[b$citizen == id, ]
    for (k in rev(seq_len(nrow(x)))) {
      off <- abs(y$date - x$date[k])
      near <- which(off <= 14 & off == suppressWarnings(min(off)))
      if (length(near)) return(c(x$y[k], y$y[max(near)]))
    }
  }))
  n <- nrow(pairs)
  icc <- suppressMessages(suppressWarnings(psych::ICC(pairs, lmer = FALSE)))
  levels <- both$low.x[i]:both$high.x[i]
  o <- table(factor(pairs[, 1], levels), factor(pairs[, 2], levels)) / n
  w <- outer(levels, levels, function(p, q) (p - q)^2)
  kappa <- 1 - sum(w * o) / sum(w * outer(rowSums(o), colSums(o)))
  list(domain = both$domain[i], citizen = both$item.x[i], caseworker = both$item.y[i], n = n, icc = icc$results$ICC[2], kappa = kappa,
    citizen_higher = mean(pairs[, 1] - pairs[, 2]), far_apart = part(sum(abs(pairs[, 1] - pairs[, 2]) >= 2), n))
})

write(toJSON(out, auto_unbox = TRUE, digits = NA, na = "null", pretty = 1), file.path(dir, "figures.json"))
