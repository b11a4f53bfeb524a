#include "ui/operations/choice_view.h"

#include "models/items/choice_tree.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/tree.h"

#include <QHeaderView>
#include <QTreeView>

namespace slipway {

namespace {
constexpr int indent = 16;
}

void setUpChoiceView(QTreeView *view, ChoiceTree &model, const QString &key)
{
    view->setObjectName(key + QStringLiteral("Tree"));
    view->setModel(&model);
    setUpTree(view, key,
              {{ChoiceTree::Name, 240}, {ChoiceTree::State, 126}, {ChoiceTree::Detail, 132}, {ChoiceTree::Remark, 0}});
    view->setItemDelegateForColumn(ChoiceTree::State, new StateDelegate(view));
    view->setIndentation(indent);
    view->setFrameShape(QFrame::StyledPanel);
    view->header()->setSectionsMovable(false);
}

} // namespace slipway
