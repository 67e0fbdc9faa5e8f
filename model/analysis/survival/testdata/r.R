# Makes r.json, the curves, tests and logits of published data that the tests hold
# this package to. In this directory: Rscript r.R
# It was run with R 4.2.2, survival 3.5-3, sandwich 3.0-2 and jsonlite 1.8.4.
library(survival)
library(sandwich)
library(jsonlite)

# Groups of times as one curve each and a test between them.
curves <- function(name, day, event, group) {
  group <- factor(group)
  test <- survdiff(Surv(day, event) ~ group)
  degrees <- length(test$n) - 1
  list(name = name,
       groups = lapply(levels(group), function(g) {
         of <- group == g
         fit <- survfit(Surv(day[of], event[of]) ~ 1, conf.type = "log-log")
         s <- summary(fit)
         # Where the curve is 0 there is no interval.
         known <- s$surv > 0
         list(day = I(day[of]), event = I(as.integer(event[of])),
              steps = data.frame(day = s$time, at_risk = s$n.risk, events = s$n.event, survival = s$surv,
                                 se = ifelse(known, s$std.err, NA), low = ifelse(known, s$lower, NA),
                                 high = ifelse(known, s$upper, NA)))
       }),
       observed = unname(test$obs), expected = unname(test$exp),
       chi2 = test$chisq, df = degrees, p = pchisq(test$chisq, degrees, lower.tail = FALSE))
}

# Person-periods, one regressor being which period it is.
logit <- function(name, citizen, event, x) {
  m <- glm(event ~ x - 1, family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100))
  v <- vcovCL(m, citizen, type = "HC0", cadjust = TRUE)
  b <- unname(coef(m))
  se <- unname(sqrt(diag(v)))
  b[abs(b) > 20] <- NA # on its way to where there is no end
  se[is.na(b)] <- NA
  list(name = name, citizen = as.integer(factor(citizen)), event = as.integer(event), x = unname(x),
       log = b, se = se, ratio = exp(b), low = exp(b - qnorm(.975) * se), high = exp(b + qnorm(.975) * se),
       p = 2 * pnorm(-abs(b) / se))
}

split <- function(data, periods) {
  data$citizen <- seq_len(nrow(data))
  long <- survSplit(Surv(day, event) ~ ., data, cut = 91 * seq_len(periods), episode = "period")
  long$period <- pmin(long$period, 9)
  long
}

lung$day <- lung$time
lung$event <- as.integer(lung$status == 2)
veteran$day <- veteran$time
veteran$event <- veteran$status
l <- split(lung[!is.na(lung$ph.ecog), c("day", "event", "age", "sex", "ph.ecog")], 15)
l$period <- factor(pmin(l$period, 8))
v <- split(veteran[c("day", "event", "trt", "karno", "celltype")], 12)
v$period <- factor(pmin(v$period, 4))
ovarian$day <- ovarian$futime
ovarian$event <- ovarian$fustat
o <- split(ovarian[c("day", "event", "age")], 8)
o$period <- factor(o$period)

# What changes from visit to visit: death in the time up to the next one.
p <- pbcseq
p$event <- c(diff(p$id) != 0, TRUE) & p$status == 2

write_json(list(
  curves = list(
    curves("lung by sex", lung$day, lung$event == 1, lung$sex),
    curves("lung by ECOG score", lung$day[!is.na(lung$ph.ecog)], lung$event[!is.na(lung$ph.ecog)] == 1, na.omit(lung$ph.ecog)),
    curves("veteran by cell type", veteran$day, veteran$event == 1, veteran$celltype),
    curves("ovarian by treatment", ovarian$futime, ovarian$fustat == 1, ovarian$rx)
  ),
  logits = list(
    logit("lung in periods of 91 days", l$citizen, l$event, cbind(model.matrix(~ period - 1, l), l$ph.ecog, l$sex, l$age)),
    logit("veteran in periods of 91 days", v$citizen, v$event, cbind(model.matrix(~ period - 1, v), v$karno, v$trt)),
    # Nobody died in the ninth period.
    logit("ovarian, with a period without an event", o$citizen, o$event, cbind(model.matrix(~ period - 1, o), o$age)),
    logit("pbcseq by visit", p$id, p$event, cbind(1, log(p$bili), p$albumin, p$edema))
  )
), "r.json", digits = NA, auto_unbox = TRUE, na = "null")
