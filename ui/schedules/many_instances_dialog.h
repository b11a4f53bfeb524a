#pragma once

#include "models/domain/workflow.h"
#include "widgets/kit/dialog_frame.h"

namespace slipway {

// Those whose schedule makes more instances a day than a person is asked about.
QList<NodeDraft> withManyInstances(const QList<NodeDraft> &drafts);

// Asks whether so many instances are meant, before the commit. submitted(): they are.
class ManyInstancesDialog : public DialogFrame
{
    Q_OBJECT

public:
    // `drafts`: those with many.
    ManyInstancesDialog(const QList<NodeDraft> &drafts, QWidget *parent);
};

} // namespace slipway
