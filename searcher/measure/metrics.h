// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace funnel::measure {

/// The judged documents of one query: id and grade. Grades above 0 are relevant, the rest is not.
using Grades = std::map<std::string, int>;

/// Discounted cumulative gain of documents of these grades, best first, and the most that the first
/// `k` of any ranking can have: see Ndcg.
double Dcg(const std::vector<int>& grades);
double IdealDcg(const Grades& grades, std::size_t k);

/// Normalised discounted cumulative gain of the first `k` of `ranking` (document ids, best first),
/// from 0 to 1. Järvelin & Kekäläinen, ACM TOIS 20(4), 2002, in the form of trec_eval's `ndcg_cut`:
/// the gain of a document is its grade, the discount log2(rank + 1), the ideal ranking is made of
/// all judged documents. 0 where no document is relevant. The ranks decide, so ties cannot be; a
/// document that returns in the ranking counts the first time only.
double Ndcg(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k);

/// 1 / rank of the first relevant document within the first `k`, or 0 (Voorhees, TREC-8, 1999).
double ReciprocalRank(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k);

/// The share of the relevant documents that is among the first `k`, from 0 to 1; trec_eval's
/// `recall`. 0 where no document is relevant.
double Recall(const std::vector<std::string>& ranking, const Grades& grades, std::size_t k);

/// The rank (from 1) of the first relevant document in the whole ranking; 0 if there is none.
std::size_t FirstRelevantRank(const std::vector<std::string>& ranking, const Grades& grades);

/// Whether any document is relevant: only then can a ranking be measured.
bool HasRelevant(const Grades& grades);

/// The nearest-rank percentile: the smallest of `values` such that at least `percent` of them are
/// not larger. `percent` is above 0 and at most 100. 0 for no values.
double Percentile(std::vector<double> values, double percent);

}  // namespace funnel::measure
