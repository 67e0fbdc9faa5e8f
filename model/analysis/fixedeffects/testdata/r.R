# Makes r.json, the fits of published panels that fit_test.go holds this package
# to. In this directory: Rscript r.R
# It was run with R 4.2.2, plm 2.6-2, sandwich 3.0-2 and jsonlite 1.8.4.
library(plm)
library(sandwich)
library(jsonlite)

# The factor of methods 4. plm's own, type = "sss", has n - K for n - K - 1.
adjusted <- function(v, groups, n, slopes) {
  v * groups / (groups - 1) * (n - 1) / (n - slopes - 1)
}

estimates <- function(b, v, groups, sums) {
  one <- function(columns) {
    w <- as.numeric(seq_along(b) %in% columns)
    value <- sum(w * b)
    se <- sqrt(drop(t(w) %*% v %*% w))
    half <- qt(.975, groups - 1) * se
    list(columns = I(columns - 1), value = value, se = se, low = value - half, high = value + half,
         p = 2 * pt(-abs(value) / se, groups - 1))
  }
  lapply(c(as.list(seq_along(b)), sums), one)
}

# A panel as plm and vcovHC see it: the groups are both levels and clusters.
of_plm <- function(name, formula, data, index, sums) {
  m <- plm(formula, data, index = index, model = "within")
  b <- coef(m)
  groups <- pdim(m)$nT$n
  n <- nobs(m)
  v0 <- vcovHC(m, method = "arellano", type = "HC0", cluster = "group")
  sss <- vcovHC(m, method = "arellano", type = "sss", cluster = "group")
  v <- adjusted(v0, groups, n, length(b))
  stopifnot(isTRUE(all.equal(c(v), c(sss) * (n - length(b)) / (n - length(b) - 1))))
  frame <- model.frame(formula, data)
  x <- model.matrix(formula, frame)[, names(b)]
  list(name = name, citizen = as.integer(factor(data[[index[1]]])), series = as.integer(factor(data[[index[1]]])),
       y = as.numeric(model.response(frame)), x = unname(x), citizens = groups, answers = n,
       estimates = estimates(b, v, groups, sums))
}

# Two levels a cluster: the firms in pairs.
of_pairs <- function(name, formula, data, level, cluster) {
  frame <- model.frame(formula, data)
  demean <- function(z) z - ave(z, data[[level]])
  y <- as.numeric(model.response(frame))
  x <- model.matrix(formula, frame)[, -1]
  dx <- apply(x, 2, demean)
  m <- lm(demean(y) ~ dx - 1)
  groups <- length(unique(data[[cluster]]))
  v <- adjusted(vcovCL(m, data[[cluster]], type = "HC0", cadjust = FALSE), groups, length(y), ncol(x))
  list(name = name, citizen = data[[cluster]], series = as.integer(factor(data[[level]])),
       y = y, x = unname(x), citizens = groups, answers = length(y),
       estimates = estimates(coef(m), v, groups, list(c(1, 2), c(1, 3))))
}

data(Grunfeld, EmplUK, Produc, package = "plm")
EmplUK$pair <- as.integer(ceiling(as.integer(factor(EmplUK$firm)) / 2))
Produc$year <- factor(Produc$year)

cases <- list(
  of_plm("Grunfeld", inv ~ value + capital, Grunfeld, c("firm", "year"), list(c(1, 2))),
  of_plm("EmplUK", log(emp) ~ log(wage) + log(capital) + log(output), EmplUK, c("firm", "year"), list(c(1, 2), c(1, 3))),
  of_plm("Produc, with a dummy of each year but the first", log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp + year,
         Produc, c("state", "year"), list(c(1, 2), c(1, 3))),
  of_pairs("EmplUK, firms in pairs", log(emp) ~ log(wage) + log(capital) + log(output), EmplUK, "firm", "pair")
)
write_json(cases, "r.json", digits = NA, auto_unbox = TRUE)
