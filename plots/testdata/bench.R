# Draws what BenchmarkAgainstGgplot writes with ggplot2, at 1200 x 800 pixels, and
# prints the median of the seconds that one picture takes, from the data in memory
# to the picture in memory; dev.off, which writes the PNG, is not counted.
# Rscript bench.R FOLDER TIMES
suppressPackageStartupMessages(library(ggplot2))
args <- commandArgs(TRUE)
answers <- read.csv(file.path(args[1], "answers.csv"), stringsAsFactors = FALSE)
company <- read.csv(file.path(args[1], "company.csv"), stringsAsFactors = FALSE)
answers$day <- as.Date(answers$day)
answers$ring <- answers$ring == "true"
answers$panel <- reorder(answers$panel, answers$order)
company$from <- as.Date(company$from)
company$to <- as.Date(company$to)

picture <- function() {
  band <- answers[!duplicated(answers$panel), ]
  p <- ggplot(answers, aes(day, value)) +
    geom_rect(aes(xmin = from, xmax = to, ymin = -Inf, ymax = Inf), company, inherit.aes = FALSE, fill = "#E69F00", alpha = 0.13) +
    geom_rect(aes(xmin = min(answers$day), xmax = max(answers$day), ymin = low, ymax = high), band, inherit.aes = FALSE, fill = "#E6EAEE") +
    geom_line(aes(group = run, colour = respondent, linetype = respondent)) +
    geom_point(aes(colour = respondent, shape = respondent)) +
    geom_point(data = answers[answers$ring, ], shape = 1, size = 5) +
    facet_wrap(~panel, ncol = 1, strip.position = "left") +
    coord_cartesian(ylim = c(0.7, 5.3)) +
    theme_minimal()
  print(p)
}
seconds <- function() {
  png(file.path(args[1], "figure.png"), 1200, 800, type = "cairo")
  s <- system.time(picture())[["elapsed"]]
  dev.off()
  s
}
invisible(seconds()) # what is done once is done
cat(median(replicate(as.integer(args[2]), seconds())))
