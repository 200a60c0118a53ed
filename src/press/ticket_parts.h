// The parts of a job ticket. For the sources of this room.
//
// Lengths are points, to a ten-thousandth; XJDF's origin is the bottom-left corner, y grows
// upwards, and a sheet is seen from its front.
#pragma once

#include "press/element.h"
#include "press/press.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::press::ticket {

std::string points(measure::Length length);
std::string pair(measure::Length x, measure::Length y);
// Left, bottom, right, top of `r` on something as high as `height`.
std::string rectangle(const measure::Rect& r, measure::Length height);

// A name as XML Schema's NMTOKEN: what may not stand in one becomes "_".
std::string token(std::string_view name);

// Leaves that the shop imposes itself: how they lie on which sheets is not the ticket's to say.
bool is_one_up(const Job& job);

// Neither a part of its sheets nor a reprint: the ticket of the order's amounts and lifts.
bool is_whole_run(const Job& job);

// Which names the finishing steps of the run have in XJDF, in the order they are done; printing and
// cutting are the first two.
std::vector<std::string> processes_of(const Job& job);

std::string leaf_id(const page::Leaf& leaf);
std::size_t number_of(const page::Page& page, page::FinishKind kind);
// Of the leaf that has most of them.
std::vector<page::Finish> staples_of(const page::Document& document);

// The finishes of a leaf, given the page of its front: all folds, or the line of one finish.
std::vector<Element> folds_of(const page::Page& page);
Element line_of(std::string name, const page::Finish& finish, const page::Page& page);

// Whether any leaf of the product has a finish of this kind.
bool has_finish(const page::Document& document, page::FinishKind kind);

// The inks that print, as tokens: the process inks, then the spot inks that have plates.
std::vector<std::string> separations_of(const Manifest& manifest);

Element product_list(const Job& job, const Manifest& manifest);

// The resource sets, in this order: paper, files, layout, colours, printing, cutting and finishing.
void add_sheets(Element& root, const Job& job, const Manifest& manifest);
void add_colours(Element& root, const Job& job, const Manifest& manifest);
void add_finishing(Element& root, const Job& job);

// A set of one kind; `process` is the index of the process in Types that it belongs to, or nothing.
Element resource_set(std::string name, std::string usage, const std::string& process = {});
Element resource(std::vector<std::pair<std::string, std::string>> part, Element specific);

}  // namespace imprimatur::press::ticket
