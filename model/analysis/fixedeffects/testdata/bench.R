# Fits what BenchmarkAgainstR writes with plm and clubSandwich's CR2, an item at a
# time, and prints as JSON the seconds that took, the slopes with their errors and
# Satterthwaite's degrees of freedom, and the largest memory of this process in kB.
# Rscript bench.R FILE CITIZENS ITEMS DATES
suppressPackageStartupMessages({library(plm); library(clubSandwich)})
args <- commandArgs(TRUE)
size <- as.integer(args[-1])
citizens <- size[1]
items <- size[2]
dates <- size[3]
rows <- citizens * dates

file <- file(args[1], "rb")
clocks <- matrix(readBin(file, "integer", 3 * rows, size = 2, endian = "little"), nrow = 3) / 91
answers <- array(readBin(file, "integer", items * rows, size = 1), c(dates, citizens, items))
close(file)
panel <- data.frame(citizen = rep(seq_len(citizens), each = dates), date = rep(seq_len(dates), citizens),
                    T = clocks[1, ], C = clocks[2, ], O = clocks[3, ])

seconds <- 0
fits <- matrix(0, items, 9)
for (item in seq_len(items)) {
  panel$y <- c(answers[, , item])
  seconds <- seconds + system.time({
    m <- plm(y ~ T + C + O, panel, index = c("citizen", "date"), model = "within")
    test <- coef_test(m, vcov = "CR2", cluster = "individual", test = "Satterthwaite")
  })[["elapsed"]]
  fits[item, ] <- c(coef(m), test$SE, test$df_Satt)
}
status <- readLines("/proc/self/status")
peak <- as.integer(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE)))
cat(jsonlite::toJSON(list(seconds = seconds, peak = peak, fits = fits), digits = NA, auto_unbox = TRUE))
