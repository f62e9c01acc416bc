// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_fit_confidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "searcher/measure/confidence_fit.h"

namespace funnel::commands {
namespace {

std::string Columns(const measure::Reliability::Bin& bin) {
  return fmt::format("{:7}  {:8.3f}  {:6.3f}", bin.rows, bin.foretold, bin.true_share);
}

void Print(std::string_view name, const measure::ConfidenceFit& fit, std::ostream& out) {
  std::string weights;
  for (const double weight : fit.weights) {
    weights += fmt::format("{}{:.2f}", weights.empty() ? "" : ", ", weight);
  }
  out << fmt::format("{}: {} rows\n  weights  {{{}}}\n", name, fit.rows, weights);
  const bool held_out = fit.held_out.has_value();
  out << fmt::format(
      "                     fitted on all{}\n  probability    rows  foretold    true{}\n",
      held_out ? "          fitted on other sources" : "",
      held_out ? "    rows  foretold    true" : "");
  for (std::size_t i = 0; i < fit.fitted.bins.size(); ++i) {
    out << fmt::format("  {:.1f} to {:.1f}  {}", static_cast<double>(i) / 10,
                       static_cast<double>(i + 1) / 10, Columns(fit.fitted.bins[i]));
    if (held_out) out << ' ' << Columns(fit.held_out->bins[i]);
    out << '\n';
  }
  out << fmt::format("  Brier score {:.4f}, AUC {:.4f}; ", fit.fitted.brier, fit.fitted.auc);
  out << (held_out ? fmt::format("on other sources {:.4f}, {:.4f}\n", fit.held_out->brier,
                                 fit.held_out->auc)
                   : "no other source to hold it against\n");
}

}  // namespace

int RunFitConfidence(const FitConfidenceCommand& command, CommandIo& io) {
  std::vector<measure::ConfidenceRow> rows;
  std::size_t errors = 0;
  for (const std::string& name : command.rows) {
    std::ifstream file(name);
    if (!file) {
      return ReportFailure(io, {ErrorCode::kIo, name + ": cannot be opened; name a file that "
                                                       "funnel-searcher confidence wrote"});
    }
    errors += measure::ReadConfidenceRows(file, name, ReportTo(io), rows);
  }
  if (rows.empty()) {
    return ReportFailure(io, {ErrorCode::kInvalidInput,
                              "nothing to fit: no line of funnel-searcher confidence was read"});
  }
  for (const bool translated : {false, true}) {
    const bool any = std::any_of(rows.begin(), rows.end(), [&](const measure::ConfidenceRow& row) {
      return (row.features.translated > 0) == translated;
    });
    if (any) Print(translated ? "translated" : "asked", FitConfidence(rows, translated), io.out);
  }
  return errors > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel::commands
