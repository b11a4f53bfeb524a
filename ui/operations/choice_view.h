#pragma once

#include <QString>

class QTreeView;

namespace slipway {

class ChoiceTree;

// A tree of things to tick, with its columns. `key` begins the object name.
void setUpChoiceView(QTreeView *view, ChoiceTree &model, const QString &key);

} // namespace slipway
