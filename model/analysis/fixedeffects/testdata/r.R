# Makes r.json, the fits of published panels that fit_test.go holds this package
# to. In this directory: Rscript r.R
# It was run with R 4.2.2, plm 2.6-2, clubSandwich 0.5.8 and jsonlite 1.8.4.
library(plm)
suppressMessages(library(clubSandwich))
library(jsonlite)

# The slopes and sums of slopes of a model, with the variance CR2 and the degrees of
# freedom of Satterthwaite.
estimates <- function(m, v, sums) {
  b <- coef(m)
  one <- function(columns) {
    w <- matrix(as.numeric(seq_along(b) %in% columns), 1)
    t <- linear_contrast(m, v, w, level = .95, test = "Satterthwaite", p_values = TRUE)
    list(columns = I(columns - 1), value = t$Est, se = t$SE, low = t$CI_L, high = t$CI_U, p = t$p_val, df = t$df)
  }
  lapply(c(as.list(seq_along(b)), sums), one)
}

# A panel as plm sees it: the groups are both levels and clusters.
of_plm <- function(name, formula, data, index, sums) {
  m <- plm(formula, data, index = index, model = "within")
  v <- vcovCR(m, type = "CR2", cluster = "individual")
  frame <- model.frame(formula, data)
  x <- model.matrix(formula, frame)[, names(coef(m))]
  list(name = name, citizen = as.integer(factor(data[[index[1]]])), series = as.integer(factor(data[[index[1]]])),
       y = as.numeric(model.response(frame)), x = unname(x), citizens = pdim(m)$nT$n, answers = nobs(m),
       estimates = estimates(m, v, sums))
}

# Two levels a cluster: the firms in pairs.
of_pairs <- function(name, formula, data, level, cluster) {
  frame <- model.frame(formula, data)
  demean <- function(z) z - ave(z, data[[level]])
  y <- as.numeric(model.response(frame))
  x <- model.matrix(formula, frame)[, -1]
  within <- data.frame(y = demean(y), apply(x, 2, demean))
  m <- lm(y ~ . - 1, within)
  v <- vcovCR(m, data[[cluster]], "CR2")
  list(name = name, citizen = data[[cluster]], series = as.integer(factor(data[[level]])),
       y = y, x = unname(x), citizens = length(unique(data[[cluster]])), answers = length(y),
       estimates = estimates(m, v, list(c(1, 2), c(1, 3))))
}

data(Grunfeld, EmplUK, Produc, package = "plm")
EmplUK$pair <- as.integer(ceiling(as.integer(factor(EmplUK$firm)) / 2))
Produc$year <- factor(Produc$year)
# A column that varies in three states alone, so that few decide its slope.
Produc$few <- ifelse(as.integer(factor(Produc$state)) %in% c(3, 17, 40), as.integer(Produc$year) > 8, 0) *
  as.integer(Produc$year)

cases <- list(
  of_plm("Grunfeld", inv ~ value + capital, Grunfeld, c("firm", "year"), list(c(1, 2))),
  of_plm("EmplUK", log(emp) ~ log(wage) + log(capital) + log(output), EmplUK, c("firm", "year"), list(c(1, 2), c(1, 3))),
  of_plm("Produc, with a dummy of each year but the first", log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp + year,
         Produc, c("state", "year"), list(c(1, 2), c(1, 3))),
  of_plm("Produc, with a column that varies in three states", log(gsp) ~ log(pcap) + log(emp) + few, Produc,
         c("state", "year"), list(c(1, 3))),
  of_pairs("EmplUK, firms in pairs", log(emp) ~ log(wage) + log(capital) + log(output), EmplUK, "firm", "pair")
)
write_json(cases, "r.json", digits = NA, auto_unbox = TRUE)
