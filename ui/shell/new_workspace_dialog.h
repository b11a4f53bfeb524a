#pragma once

#include "widgets/kit/dialog_frame.h"

class QComboBox;
class QLineEdit;

namespace slipway {

class Form;
class ShellContext;

// New Workspace: identifier, name, and the time zone that its schedules are meant in. Makes it and goes there.
class NewWorkspaceDialog : public DialogFrame
{
    Q_OBJECT

public:
    NewWorkspaceDialog(ShellContext &context, QWidget *parent);

private:
    void addZones();
    void check();
    // What time it is there, so that one sees at once whether it is the right one.
    QString zoneHint(const QByteArray &zone) const;
    void create();

    ShellContext &m_context;
    Form *m_form;
    QLineEdit *m_identifier;
    QLineEdit *m_name;
    QComboBox *m_zone;
};

} // namespace slipway
