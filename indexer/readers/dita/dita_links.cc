// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita/dita_links.h"

#include <libxml/tree.h>

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/base/web_address.h"
#include "indexer/readers/dita/dita_elements.h"

namespace funnel::readers {
namespace {

/// Of a list that links count in.
constexpr std::size_t kMostSteps = 200;

bool IsTopic(const DitaNode* node) {
  return node->type == XML_ELEMENT_NODE && DitaElementOf(node).kind == DitaKind::kTopic;
}

/// Notes the places of the element and all below it; `topic` is the id of the one around it.
void AddPlaces(DitaNode* node, std::string topic,
               std::unordered_map<std::string, DitaNode*>& places) {
  const std::string id = DitaAttribute(node, "id");
  if (IsTopic(node)) {
    topic = id;
    if (!id.empty()) places.emplace(id, node);
  } else if (!id.empty()) {
    places.emplace(topic + '/' + id, node);
  }
  for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;
       child = DitaElementFrom(child->next)) {
    AddPlaces(child, topic, places);
  }
}

std::string TopicAround(const DitaNode* node) {
  while (node != nullptr && !IsTopic(node)) node = node->parent;
  return node == nullptr ? std::string() : DitaAttribute(node, "id");
}

bool HasHeading(const DitaNode* node) {
  if (node->type != XML_ELEMENT_NODE) return false;
  const DitaElement& element = DitaElementOf(node);
  const bool section = element.kind == DitaKind::kTopic || element.kind == DitaKind::kSection;
  if (!section || DitaAttribute(node, "id").empty()) return false;
  return element.role != SectionRole::kOther || DitaChild(node, "title") != nullptr ||
         DitaChild(node, "glossterm") != nullptr;
}

}  // namespace

DitaLinks::DitaLinks(DitaNode* root, std::string_view file) : file_(file), root_(root) {
  AddPlaces(root, {}, places_);
}

DitaNode* DitaLinks::Find(std::string_view reference, const DitaNode* from) const {
  const std::size_t hash = reference.find('#');
  if (hash == std::string_view::npos) return nullptr;
  if (hash > 0 && reference.substr(0, hash) != file_) return nullptr;
  std::string place(reference.substr(hash + 1));
  if (place.starts_with("./")) place = TopicAround(from) + place.substr(1);
  const auto found = places_.find(place);
  return found == places_.end() ? nullptr : found->second;
}

std::string DitaLinks::AddressOf(std::string_view reference, const DitaNode* found) const {
  if (found != nullptr) {
    while (found != nullptr && !HasHeading(found)) found = found->parent;
    // The first topic is the article: its heading is the title.
    if (found == nullptr || found == root_ || found == DitaElementFrom(root_->children)) return {};
    return file_ + '#' + DitaAttribute(found, "id");
  }
  const std::size_t hash = std::min(reference.find('#'), reference.size());
  const std::string_view path = reference.substr(0, hash);
  if (base::IsWebAddress(reference)) return std::string(reference);
  const std::string lower = base::AsciiLower(path);
  if (path.empty() || lower.ends_with(".ditamap") || lower.ends_with(".bookmap")) return {};
  if (!lower.ends_with(".dita")) return std::string(reference);
  const std::size_t slash = reference.find('/', hash);
  if (slash == std::string_view::npos) return std::string(path);
  return std::string(path) + '#' + std::string(reference.substr(slash + 1));
}

std::string DitaNameOf(DitaNode* found) {
  for (const char* name : {"title", "glossterm"}) {
    if (const DitaNode* title = DitaChild(found, name)) return DitaText(title);
  }
  if (DitaElementOf(found).tag != "li") return {};
  std::size_t number = 1;
  for (const DitaNode* before = found->prev; before != nullptr; before = before->prev) {
    if (before->type == XML_ELEMENT_NODE && DitaElementOf(before).tag == "li") ++number;
    if (number > kMostSteps) return {};
  }
  return std::to_string(number);
}

std::string DitaNameOfFile(std::string_view reference) {
  std::string_view name = reference.substr(0, reference.find('#'));
  name = name.substr(name.rfind('/') + 1);
  if (!base::AsciiLower(name).ends_with(".dita")) return {};
  std::string words(name.substr(0, name.size() - std::string_view(".dita").size()));
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  return words;
}

}  // namespace funnel::readers
